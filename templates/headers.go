package templates

// A Header is one that servers send with every answer.
type Header struct{ Name, Value string }

// Headers are what every server of a site sends: our own, and those that the files for nginx and IIS tell.
// The policy is that of the pages with what only a header may say.
func Headers() []Header {
	return []Header{
		{"Content-Security-Policy", ContentSecurityPolicy + "; frame-ancestors 'none'"},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "no-referrer"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Cross-Origin-Resource-Policy", "same-origin"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
	}
}

// What servers say of keeping: pages may show cases and are not kept on the disks of readers; files in assets/
// hold nothing of the office and change their name with their content.
const (
	CachePages  = "no-store"
	CacheAssets = "public, max-age=31536000, immutable"
)
