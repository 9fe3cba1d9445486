//go:build unix

package edition

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkLaws reads the laws against the names of a large office.
func BenchmarkLaws(b *testing.B) {
	size := 0
	files := laws(b)
	for _, text := range files {
		size += len(text)
	}
	given := []rune("伟芳敏静强军洋勇杰娟涛明超建国志文丽霞平刚桂英华玉萍红玲芬燕彬鹏辉浩宇轩")
	var names []Name
	for _, s := range "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁" {
		for _, a := range given {
			for _, c := range given {
				names = append(names, Name{Text: string([]rune{s, a, c})})
			}
		}
	}
	d := NewDetector(Policy{Edition: Edition{Name: HandedOut}, Names: NewNames(names)})
	b.SetBytes(int64(size))
	b.ReportAllocs()
	defer reportCPU(b, int64(size))()
	for b.Loop() {
		for _, text := range files {
			d.Find(text, func(Class, int, int) {})
		}
	}
}

func BenchmarkFindPersonal(b *testing.B) {
	text := []byte(strings.Repeat("望津区院2025年1—6月不捕率23.5%（141/601人），上升1.2个百分点。", 20000))
	b.SetBytes(int64(len(text)))
	defer reportCPU(b, int64(len(text)))()
	for b.Loop() {
		FindPersonal(text, func(Class, int, int) { b.Fatal("false alarm") })
	}
}

// reportCPU adds megabytes per second of processor time, which a machine that others use as well
// does not change. It is called with defer before the loop.
func reportCPU(b *testing.B, size int64) func() {
	began := spent()
	return func() {
		b.ReportMetric(float64(size)*float64(b.N)/1e6/(spent()-began).Seconds(), "MB/cpu-s")
	}
}

// spent is the time that the processors gave to this process.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
