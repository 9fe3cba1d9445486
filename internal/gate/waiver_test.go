package gate

import (
	"fmt"
	"strings"
	"testing"

	"anjian/internal/edition"
	"anjian/internal/period"
	"anjian/internal/source"
)

const waiverKey = "key = \"000102030405060708090a0b0c0d0e0f\"\n"

var waiverDay = period.DateOf(2026, 3, 1)

func waiversOf(t *testing.T, text string) (*Waivers, *source.List) {
	t.Helper()
	errs := new(source.List)
	return ReadWaivers(WaiversFile, []byte(waiverKey+text), waiverDay, errs), errs
}

func waiver(rule edition.Class, path, fingerprint, expires string) string {
	return fmt.Sprintf("[[waiver]]\nrule = %q\npath = %q\nfingerprint = %q\nreason = \"服务热线\"\napprover = \"办公室主任\"\nexpires = %q\n", rule, path, fingerprint, expires)
}

// reported returns the fingerprint that the gate gives the one thing in a text.
func reported(t *testing.T, text string) string {
	t.Helper()
	w, _ := waiversOf(t, "")
	found := check(t, one("a.html", text), Options{Waivers: w})
	if len(found) != 1 || found[0].Fingerprint == "" {
		t.Fatalf("found %v, want one thing with a fingerprint", found)
	}
	return found[0].Fingerprint
}

func TestWaivers(t *testing.T) {
	fingerprint := reported(t, "<p>电话"+mobile)
	for _, tt := range []struct {
		what, path, expires string
		rule                edition.Class
		page, text          string
		left, waived        int
	}{
		{"same writing", "a.html", "2026-03-01", edition.MobileNumber, "a.html", "<p>电话" + mobile, 0, 1},
		{"another writing", "a.html", "2026-03-01", edition.MobileNumber, "a.html", "<p>电话１３８-0013-8000", 0, 1},
		{"any file", "*", "2026-03-01", edition.MobileNumber, "b/c.txt", mobile, 0, 1},
		{"files of a folder", "search/*/t/*.js", "2026-03-01", edition.MobileNumber, "search/1f/t/0/1.js", mobile, 0, 1},
		{"another file", "b.html", "2026-03-01", edition.MobileNumber, "a.html", "<p>电话" + mobile, 1, 0},
		{"another folder", "b/*", "2026-03-01", edition.MobileNumber, "a/b/c.html", "<p>电话" + mobile, 1, 0},
		{"another class", "a.html", "2026-03-01", edition.ResidentNumber, "a.html", "<p>电话" + mobile, 1, 0},
		{"another number", "a.html", "2026-03-01", edition.MobileNumber, "a.html", "<p>电话13800138001", 1, 0},
		{"expired", "a.html", "2026-02-28", edition.MobileNumber, "a.html", "<p>电话" + mobile, 1, 0},
	} {
		w, errs := waiversOf(t, waiver(tt.rule, tt.path, fingerprint, tt.expires))
		found := check(t, one(tt.page, tt.text), Options{Waivers: w})
		if len(found) != tt.left || w.Waived() != tt.waived {
			t.Errorf("%s: found %v, %d waived; want %d, %d", tt.what, found, w.Waived(), tt.left, tt.waived)
		}
		if expired := strings.Contains(errs.Error(), string(source.WaiverExpired)); expired != (tt.what == "expired") {
			t.Errorf("%s: told %v", tt.what, errs)
		}
		w.TellUnused(errs)
		if unused := strings.Contains(errs.Error(), string(source.WaiverUnused)); unused != (tt.waived == 0 && tt.what != "expired") {
			t.Errorf("%s: told %v", tt.what, errs)
		}
	}
}

func TestFingerprintsDependOnTheKey(t *testing.T) {
	fingerprint := reported(t, mobile)
	other := ReadWaivers(WaiversFile, []byte(`key = "ffffffffffffffffffffffffffffffff"`), waiverDay, new(source.List))
	found := check(t, one("a.html", mobile), Options{Waivers: other})
	if found[0].Fingerprint == fingerprint {
		t.Error("another key gives the same fingerprint: anybody could try numbers")
	}
	if found = check(t, one("a.html", mobile), Options{}); found[0].Fingerprint != "" {
		t.Error("there is a fingerprint without a key")
	}
}

func TestWaiverOfAFile(t *testing.T) {
	w, _ := waiversOf(t, "")
	found := check(t, one("a.pdf", "%PDF"), Options{Waivers: w})
	w, _ = waiversOf(t, waiver(Unknown, "a.pdf", found[0].Fingerprint, "2026-12-31"))
	if found := check(t, one("a.pdf", "%PDF"), Options{Waivers: w}); len(found) != 0 {
		t.Errorf("found %v", found)
	}
	if found := check(t, one("a.pdf", "%PDF changed"), Options{Waivers: w}); len(found) != 1 {
		t.Error("a waiver for one file lets another content pass")
	}
}

func TestWaiversAtFault(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{waiver("手机号码", "a.html", "x", "明年"), "T05"},
		{"[[waiver]]\nrule = \"手机号码\"\n", "T09"},
		{waiver("手机号码", "a.html", "x", "2026-12-31") + "until = 1\n", "T03"},
	} {
		_, errs := waiversOf(t, tt.text)
		if errs.Err() == nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%q: told %v, want %s", tt.text, errs.Err(), tt.want)
		}
	}
	errs := new(source.List)
	ReadWaivers(WaiversFile, []byte("key = \"12\"\n"), waiverDay, errs)
	if errs.Err() == nil {
		t.Error("a short key is taken")
	}
}
