package chart

// A token is a colour of the design system by name. Its hex value is the light
// theme's; the style sheet replaces it in dark and print.
type token string

const (
	bg     token = "bg"
	card   token = "card"
	ink    token = "ink"
	ink2   token = "ink2"
	mute   token = "mute"
	line   token = "line"
	brand  token = "brand"
	brand2 token = "brand2"
	tint   token = "tint"
	bad    token = "bad"
	warn   token = "warn"
	good   token = "good"
)

// hex returns the light value, "" for a colour that is no token.
func (t token) hex() string {
	switch t {
	case bg:
		return "#f5f6f8"
	case card:
		return "#ffffff"
	case ink:
		return "#1b2430"
	case ink2:
		return "#55606e"
	case mute:
		return "#8893a1"
	case line:
		return "#dfe4ea"
	case brand:
		return "#17407a"
	case brand2:
		return "#2f6db5"
	case tint:
		return "#e8eef6"
	case bad:
		return "#b3261e"
	case warn:
		return "#8f5600"
	case good:
		return "#1d6b45"
	}
	return ""
}

// live is the token as the loader reads it.
func (t token) live() string { return "$" + string(t) }
