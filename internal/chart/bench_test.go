package chart

import "testing"

func BenchmarkControl(b *testing.B) {
	s := sampleControl(b)
	for b.Loop() {
		if _, err := Control(s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFunnel(b *testing.B) {
	s := sampleFunnel()
	for b.Loop() {
		if _, err := Funnel(s); err != nil {
			b.Fatal(err)
		}
	}
}
