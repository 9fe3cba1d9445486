package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"anjian/internal/publish"
	"anjian/internal/source"
)

// Exports arrive while updates run: by a copy over the network, by an export that writes for minutes. A
// scheduled update, which nobody watches, takes an export only when it is finished, as far as can be told:
//
//   - a file beside it says so: <name>.ok that is not older, or <name>.sha256 with its very hash;
//   - or it was published before, byte by byte;
//   - or it was left alone for a quiet period, and its end looks like one (finishedEnd).
//
// An update that somebody starts by hand takes what is there.
const (
	QuietPeriod = 10 * time.Second // the shortest; longer ones are for exports that pause longer
	patience    = 3                // times that a scheduled update waits, or reads anew what changed while it was read
)

// settleSources waits until all exports are finished. Its error is a *source.List of those that are not.
func (o Options) settleSources(ctx context.Context, s *site, before map[string]publish.Input) error {
	for round := 1; ; round++ {
		found, restless, err := o.unfinished(s.files, before)
		if err != nil {
			return err
		}
		if len(restless) == 0 || found.Err() != nil {
			return found.Err()
		}
		if o.Wait == nil || round > patience {
			for _, name := range restless {
				found.Tell(source.HalfExport, source.Pos{File: name}, fmt.Sprintf("%.0f 秒以内还有改动，可能没有写完", o.quiet().Seconds()), "等导出、复制结束；定时任务下次运行时会再试")
			}
			return found.Err()
		}
		o.tell("核对", 0, 0, "等待 "+restless[0]+" 写完")
		if err := o.Wait(ctx, o.quiet()); err != nil {
			return err
		}
	}
}

// unfinished looks at all exports: found are those with which something is wrong for good, restless those
// that were written to a moment ago.
func (o Options) unfinished(files fs.FS, before map[string]publish.Input) (found *source.List, restless []string, err error) {
	found = new(source.List)
	var names []string
	err = fs.WalkDir(files, "content/data", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && arrives(name) {
			names = append(names, name)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return found, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	states := make([]state, len(names))
	each(len(names), func(i int) { states[i] = o.stateOf(files, names[i], before) })
	for i, name := range names {
		switch st := states[i]; {
		case st.err != nil:
			return nil, nil, st.err
		case st.wrong != "":
			found.Tell(source.HalfExport, source.Pos{File: name}, st.wrong, st.hint)
		case st.restless:
			restless = append(restless, name)
		}
	}
	return found, restless, nil
}

// arrives tells the files that come from elsewhere from what exporters and office programs keep beside them, and
// from what says that one is finished.
func arrives(name string) bool {
	base := path.Base(name)
	return !strings.HasPrefix(base, ".") && !strings.HasPrefix(base, "~$") && path.Ext(base) != ".ok" && path.Ext(base) != ".sha256"
}

// A state is what can be told of one export.
type state struct {
	wrong, hint string
	restless    bool
	err         error
}

func (o Options) stateOf(files fs.FS, name string, before map[string]publish.Input) (st state) {
	f, err := files.Open(name)
	if err != nil {
		return state{err: err}
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return state{err: err}
	}
	if ok, err := fs.Stat(files, name+".ok"); err == nil && !ok.ModTime().Before(info.ModTime()) {
		return state{}
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return state{err: err}
	}
	sum := hex.EncodeToString(hash.Sum(nil))
	if text, err := fs.ReadFile(files, name+".sha256"); err == nil {
		if want, _, _ := strings.Cut(strings.TrimSpace(string(text)), " "); !strings.EqualFold(want, sum) {
			return state{wrong: "内容与旁边的 " + path.Base(name) + ".sha256 写的校验值不符，可能没有写完", hint: "等复制结束；已经结束的，重新复制，或者重新计算校验值"}
		}
		return state{}
	}
	if before[name].SHA256 == sum {
		return state{}
	}
	if age := o.now().Sub(info.ModTime()); -o.quiet() < age && age < o.quiet() { // clocks of shares are not ours
		return state{restless: true}
	}
	wrong, hint := finishedEnd(files, name, info.Size())
	return state{wrong: wrong, hint: hint}
}

func (o Options) quiet() time.Duration { return max(o.Quiet, QuietPeriod) }

func (o Options) now() time.Time {
	if o.Now == nil {
		return o.Started
	}
	return o.Now()
}

// inputsBefore are those that the live tree of the first edition of all procuratorates was made from: that of a
// scope knows the rows of its own only.
func inputsBefore(targets []target) map[string]publish.Input {
	inputs := map[string]publish.Input{}
	whole := slices.IndexFunc(targets, func(t target) bool { return t.edition.Scope == nil })
	if whole < 0 {
		return inputs
	}
	manifest, err := manifestOf(targets[whole].out)
	if err != nil {
		return inputs
	}
	for _, input := range manifest.Inputs {
		inputs[input.Name] = input
	}
	return inputs
}

// errChanged means that an input was written to while it was read.
var errChanged = errors.New("inputs changed while they were read")

// again makes the site, anew where a scheduled run finds that inputs changed under it.
func (o Options) again(ctx context.Context) (*Report, error) {
	for round := 1; ; round++ {
		before, err := o.sources(ctx)
		if err != nil {
			return &Report{Findings: new(source.List)}, err
		}
		if o.Scheduled {
			o.key = o.inputsKey() // after the wait
		}
		report, err := o.make(ctx, before)
		changed := err != nil && o.Scheduled && ctx.Err() == nil && (errors.Is(err, errChanged) || o.changed())
		if !changed {
			return report, err
		}
		if round > patience || o.Wait == nil {
			found := new(source.List)
			found.Tell(source.HalfExport, source.Pos{File: "content"}, "读取时里面的文件一直在改动", "等导出、复制、编辑结束；定时任务下次运行时会再试")
			return report, found.Err()
		}
		if err := o.Wait(ctx, o.quiet()); err != nil {
			return report, err
		}
	}
}

// sources finds out what the live tree was made from, and in a scheduled run waits for exports. Settings that
// are at fault are told by whoever reads them next.
func (o Options) sources(ctx context.Context) (map[string]publish.Input, error) {
	s, err := begin(ctx, o, false, (*site).readConfig)
	defer s.close()
	if err != nil {
		return nil, nil
	}
	targets, err := s.targets()
	if err != nil {
		return nil, nil
	}
	before := inputsBefore(targets)
	if !o.Scheduled {
		return before, nil
	}
	return before, o.settleSources(ctx, s, before)
}

// changed tells whether an input was written to since the key was taken, as far as that can be told.
func (o Options) changed() bool {
	now := o.inputsKey()
	return o.key != "" && now != "" && now != o.key
}

// stillTheSame is the last look at the inputs: what was read half old and half new is not published by a scheduled
// run; a person is told.
func (s *site) stillTheSame() error {
	if !s.options.changed() {
		return nil
	}
	if s.options.Scheduled {
		return errChanged
	}
	s.cautions = append(s.cautions, "读取时有文件在改动，发布的内容可能新旧混杂；改动结束后再运行一次 anjian build")
	return nil
}

// heldAgainst holds the number of rows against those of before.
func (s *site) heldAgainst(before map[string]publish.Input) error {
	if s.options.ConfirmFewer {
		return nil
	}
	found := new(source.List)
	for _, x := range s.shrunken(before, s.profile) {
		if s.options.Scheduled {
			found.Tell(source.HalfExport, x.file, x.message(), fewerHint)
		} else {
			s.cautions = append(s.cautions, x.message())
		}
	}
	return found.Err()
}
