package shard

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

func TestNumbersAtEveryWidth(t *testing.T) {
	want := []int{0, 1, end1 - 1, end1, end2 - 1, end2, end3 - 1, end3, end3 + 571787, MaxNumber}
	var b []byte
	var widths []int
	for _, n := range want {
		before := len(b)
		b = AppendNumber(b, n)
		widths = append(widths, len(b)-before)
	}
	if w := []int{1, 1, 1, 2, 2, 3, 3, 5, 5, 5}; !slices.Equal(widths, w) {
		t.Errorf("widths = %v; want %v", widths, w)
	}
	got, err := Numbers(string(b))
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Numbers(%q) = %v, %v; want %v", b, got, err, want)
	}
}

func TestNumbersNeedNoEscapeAndHoldNoDigits(t *testing.T) {
	if len(digits) != 83 || strings.ContainsAny(digits, "\"\\0123456789") {
		t.Errorf("digits = %q", digits)
	}
	for i := 1; i < len(digits); i++ {
		if strings.IndexByte(digits[:i], digits[i]) >= 0 {
			t.Errorf("digit %q stands twice", digits[i])
		}
	}
}

func TestNumbersRefusesWhatWasNotWritten(t *testing.T) {
	for _, in := range []string{"0", "\"", "é", "z", "|", "~   "} {
		if got, err := Numbers(in); err == nil {
			t.Errorf("Numbers(%q) = %v; want an error", in, got)
		}
	}
}

func TestCallIsAScript(t *testing.T) {
	strange := "案件\u2028</script>\"\\\n\t\x00\u2029'`${}𠮷"
	arg := AppendStrings(nil, []string{strange, ""})
	file := Call("keep", []byte("7"), arg)
	vm := goja.New()
	var n int
	var list []string
	if err := vm.Set("keep", func(k int, l []string) { n, list = k, l }); err != nil {
		t.Fatal(err)
	}
	if _, err := vm.RunString(string(file)); err != nil {
		t.Fatalf("run %s: %v", file, err)
	}
	if n != 7 || !slices.Equal(list, []string{strange, ""}) {
		t.Errorf("script gave %d, %q", n, list)
	}
	if strings.ContainsAny(string(file), "\u2028\u2029") {
		t.Errorf("line separators stand bare in %q", file)
	}
	callee, args, err := ParseCall(file)
	if err != nil || callee != "keep" || len(args) != 2 {
		t.Fatalf("ParseCall = %q, %d arguments, %v", callee, len(args), err)
	}
	var back []string
	if err := json.Unmarshal(args[1], &back); err != nil || back[0] != strange {
		t.Errorf("argument = %q, %v; want %q", back, err, strange)
	}
}

func TestParseCallRefusesOtherScripts(t *testing.T) {
	for _, in := range []string{"", "(1)", "f(1", "f(1,)", "f(x)", "var a = 1", "f(1);g(2)"} {
		if callee, args, err := ParseCall([]byte(in)); err == nil {
			t.Errorf("ParseCall(%q) = %q, %s; want an error", in, callee, args)
		}
	}
}

func FuzzAppendString(f *testing.F) {
	for _, s := range []string{"", "案", "a\xffb", "\"\\", "\u2028", "</script>", "\x7f\x1f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := string([]rune(s)) // each bad byte is one U+FFFD
		var got string
		if err := json.Unmarshal(AppendString(nil, s), &got); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if got != want {
			t.Errorf("%q came back as %q; want %q", s, got, want)
		}
	})
}

func FuzzNumbers(f *testing.F) {
	f.Add(0, 5, 70000)
	f.Fuzz(func(t *testing.T, a, b, c int) {
		want := []int{a & 0x1ffffff, b & 0xffff, c & 0xff}
		var text []byte
		for _, n := range want {
			text = AppendNumber(text, n)
		}
		got, err := Numbers(string(text))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("Numbers(%q) = %v, %v; want %v", text, got, err, want)
		}
	})
}
