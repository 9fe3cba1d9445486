package formula

import (
	"sync"

	"anjian/internal/table"
)

// A pool keeps what was computed, by table and printed form, and lends batches of numbers.
// The zero value is empty. It may be used from several goroutines.
type pool struct {
	mu      sync.Mutex
	memos   map[*table.Table]*memo
	batches sync.Pool
}

func (p *pool) of(t *table.Table) *memo {
	p.mu.Lock()
	defer p.mu.Unlock()
	m := p.memos[t]
	if m == nil {
		if p.memos == nil {
			p.memos = map[*table.Table]*memo{}
		}
		m = &memo{conds: answers[Bits]{}, nums: answers[[]int64]{}, rows: answers[[]int32]{}, words: answers[wordAnswer]{}}
		p.memos[t] = m
	}
	return m
}

// lend returns a batch of numbers; give it back.
func (p *pool) lend() []int64 {
	if b, ok := p.batches.Get().(*[batch]int64); ok {
		return b[:]
	}
	return make([]int64, batch)
}

func (p *pool) back(b []int64) { p.batches.Put((*[batch]int64)(b)) }

// A memo holds the answers over one table.
type memo struct {
	mu    sync.Mutex
	conds answers[Bits]
	nums  answers[[]int64]    // of child aggregates only
	rows  answers[[]int32]    // parent rows by path
	words answers[wordAnswer] // of texts made of others
}

type answers[T any] map[string]*answer[T]

type answer[T any] struct {
	once  sync.Once
	value T
}

func (m *memo) conditions() answers[Bits]  { return m.conds }
func (m *memo) numbers() answers[[]int64]  { return m.nums }
func (m *memo) parents() answers[[]int32]  { return m.rows }
func (m *memo) texts() answers[wordAnswer] { return m.words }

// remember computes an answer once; who comes meanwhile waits. Parts never ask for what they are
// part of, so nobody waits for himself.
func remember[T any](m *memo, of func(*memo) answers[T], key string, compute func() T) T {
	m.mu.Lock()
	a := of(m)[key]
	if a == nil {
		a = new(answer[T])
		of(m)[key] = a
	}
	m.mu.Unlock()
	a.once.Do(func() { a.value = compute() })
	return a.value
}
