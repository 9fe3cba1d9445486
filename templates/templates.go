// Package templates embeds what pages are made of: html/template files, style sheets and
// scripts. A site may override single files from its own folder; this package only holds ours.
package templates

import "embed"

// ContentSecurityPolicy is what pages declare of themselves and servers send as a header:
// nothing but our own scripts, styles and data, no inline code, no outside host.
const ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'"

// Files holds base.html, partials/, pages/, css/, assets/, dispatch/ for the lists that are handed out, approval/ for what an approver signs, and status/ and deploy/ for those who run a site.
//
//go:embed base.html partials pages css assets dispatch approval status deploy
var Files embed.FS
