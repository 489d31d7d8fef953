package main

// How to embed a page of this site, for those who ask its provider: oEmbed 1.0, at
// oembed.com. Nothing is fetched: an address says all there is to know of a scenario.

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/hopscope/hopscope/app/play"
	"github.com/hopscope/hopscope/server/preview"
)

const oembedPath = "/oembed"

// The size of an embedded playground in pixels, where none is asked for.
const (
	embedWidth  = 720
	embedHeight = 640
)

// An embedding is the answer, by the names of oEmbed 1.0, section 2.3.4.
type embedding struct {
	Type            string `json:"type"`
	Version         string `json:"version"`
	Title           string `json:"title"`
	ProviderName    string `json:"provider_name"`
	ProviderURL     string `json:"provider_url"`
	CacheAge        int    `json:"cache_age"`
	ThumbnailURL    string `json:"thumbnail_url,omitempty"`
	ThumbnailWidth  int    `json:"thumbnail_width,omitempty"`
	ThumbnailHeight int    `json:"thumbnail_height,omitempty"`
	HTML            string `json:"html"`
	Width           int    `json:"width"`
	Height          int    `json:"height"`
}

// base is the address of this site: the public one or, where that is not known, the
// one that was asked for, which guard has found to be this server's.
func (s *server) base(r *http.Request) string {
	if base := s.press.base(); base != "" {
		return base
	}
	if o, _ := s.reached(r); o.name != "" {
		return o.String()
	}
	return ""
}

func (s *server) oembed(w http.ResponseWriter, r *http.Request) {
	e, status, err := s.embedding(r)
	if err != nil {
		writeError(w, status, oneLine(err))
		return
	}
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(e); err != nil {
		s.fail(w, err)
		return
	}
	w.Header().Set("Cache-Control", pictureCache)
	writeMade(w, r, mimes[".json"], b.Bytes())
}

// embedding answers a request, or says what is wrong with it and the status of that.
func (s *server) embedding(r *http.Request) (e embedding, status int, err error) {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return e, http.StatusBadRequest, fmt.Errorf("the query is malformed: %w", err)
	}
	if format := q.Get("format"); format != "" && format != "json" {
		return e, http.StatusNotImplemented, fmt.Errorf("format: %.60q is not written here, json is", format)
	}
	var most limits
	if most.width, err = readMost("maxwidth", q); err == nil {
		most.height, err = readMost("maxheight", q)
	}
	if err != nil {
		return e, http.StatusBadRequest, err
	}
	u, err := url.Parse(q.Get("url"))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return e, http.StatusBadRequest, fmt.Errorf("url: %.200q is not the whole address of a page, such as %s/?scenario=loop", q.Get("url"), s.base(r))
	}
	if !s.own(r, u) {
		return e, http.StatusNotFound, fmt.Errorf("url: %.200q is no address of this site", q.Get("url"))
	}
	path := cmp.Or(u.Path, "/")
	if path == play.EmbedPath+"/" { // as hosts of files have it, and the element
		path = play.EmbedPath
	}
	if !slices.Contains(play.Paths(), path) {
		return e, http.StatusNotFound, fmt.Errorf("url: %.200q is no page with a scenario: %s are", u.Path, strings.Join(play.Paths(), ", "))
	}
	address := linked(play.Opened{Query: u.RawQuery, Fragment: u.EscapedFragment()}.Address(), everything)
	j, err := journeyOf(address)
	if err != nil {
		return e, http.StatusBadRequest, err
	}
	return embeddingOf(s.base(r), address, j, most), http.StatusOK, nil
}

// own reports whether an address is of this site: of its public host, or of the one
// that was asked for. Either scheme will do: a proxy may have changed it.
func (s *server) own(r *http.Request, u *url.URL) bool {
	asked, ok := originOf(u.Scheme, u.Host)
	if !ok || u.User != nil {
		return false
	}
	reached, _ := s.reached(r)
	return sameHost(asked, reached) || s.public != nil && sameHost(asked, *s.public)
}

// The limits of a consumer, in pixels.
type limits struct{ width, height int }

// readMost reads a limit of the consumer's, which binds.
func readMost(name string, q url.Values) (int, error) {
	if !q.Has(name) {
		return math.MaxInt, nil
	}
	n, err := strconv.Atoi(q.Get(name))
	if err != nil || n < 1 {
		return 0, fmt.Errorf("%s: %.60q is not a whole number from 1 on", name, q.Get(name))
	}
	return n, nil
}

// embeddingOf says how to embed the scenario of an address.
func embeddingOf(base, address string, j journey, most limits) embedding {
	e := embedding{
		Type: "rich", Version: "1.0",
		Title:        preview.Title(j.scenario.Title, j.trace),
		ProviderName: "Hopscope", ProviderURL: base + "/", CacheAge: 24 * 60 * 60,
		Width: min(embedWidth, most.width), Height: min(embedHeight, most.height),
	}
	src := base + play.EmbedPath
	if address != "" {
		src += "?" + address
	}
	e.HTML = fmt.Sprintf(`<iframe src="%s" title="%s" width="%d" height="%d" loading="lazy" style="border:0;max-width:100%%"></iframe>`,
		html.EscapeString(src), html.EscapeString(e.Title), e.Width, e.Height)
	for _, width := range preview.Widths { // the largest that is allowed
		height := width * preview.Height / preview.Width
		if drawn := linked(address, drawable); width <= most.width && height <= most.height && len(drawn) <= maxLinked {
			e.ThumbnailURL = strings.TrimSuffix(base+previewPath+"?width="+strconv.Itoa(width)+"&"+drawn, "&")
			e.ThumbnailWidth, e.ThumbnailHeight = width, height
			break
		}
	}
	return e
}
