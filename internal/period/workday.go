package period

// Workdays (节假日安排) tells days on which offices work from days off. The zero value knows weekends
// only: what a year's arrangement says (放假、调休) has to be added for that year.
type Workdays struct {
	moved map[Date]bool // days that differ from their weekday: true works, false is off
	years map[int]bool
}

// DaysOff adds days off (放假), first and last included.
func (w *Workdays) DaysOff(first, last Date) {
	for d := first; d <= last; d++ {
		w.move(d, false)
	}
}

// MakeUp adds a day worked in place of another (调休上班).
func (w *Workdays) MakeUp(d Date) { w.move(d, true) }

func (w *Workdays) move(d Date, works bool) {
	if w.moved == nil {
		w.moved = map[Date]bool{}
	}
	w.moved[d] = works
}

// Arranged says that a year's arrangement has been added, whole.
func (w *Workdays) Arranged(year int) {
	if w.years == nil {
		w.years = map[int]bool{}
	}
	w.years[year] = true
}

// Knows tells whether the arrangement of the year of d has been added.
func (w *Workdays) Knows(d Date) bool {
	year, _, _ := d.Civil()
	return w.years[year]
}

// Works tells whether offices work on d.
func (w *Workdays) Works(d Date) bool {
	if works, moved := w.moved[d]; moved {
		return works
	}
	weekday := (int(d)%7 + 7 + 4) % 7 // 1970-01-01 was a Thursday; Sunday is 0
	return weekday != 0 && weekday != 6
}

// OnOrAfter returns d, or the first day after it on which offices work.
func (w *Workdays) OnOrAfter(d Date) Date {
	for !w.Works(d) {
		d++
	}
	return d
}

// Add returns the n-th day after d on which offices work.
func (w *Workdays) Add(d Date, n int) Date {
	for n > 0 {
		if d++; w.Works(d) {
			n--
		}
	}
	return d
}
