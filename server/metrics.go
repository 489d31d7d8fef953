package main

// What Prometheus is told: of the program, of the requests, and of the live runs.

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/hopscope/hopscope/server/runs"
)

// metrics count what happens; nil ones count nothing.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

func newMetrics(rs *runs.Runs) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "hopscope_http_requests_total",
			Help: "Requests answered, by class of address, method and class of status.",
		}, []string{"route", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "hopscope_http_request_duration_seconds",
			Help:    "How long the answer to a request took, by class of address.",
			Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"route"}),
	}
	m.registry.MustRegister(m.requests, m.seconds, runsCollector{rs}, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// count counts a request.
func (m *metrics) count(r route, method string, status int, took time.Duration) {
	if m == nil {
		return
	}
	m.requests.WithLabelValues(string(r), knownMethod(method), strconv.Itoa(status/100)+"xx").Inc()
	m.seconds.WithLabelValues(string(r)).Observe(took.Seconds())
}

// knownMethod returns the method, or other for one that a client may have made up:
// there must not be as many counters as somebody has ideas.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch,
		http.MethodDelete, http.MethodConnect, http.MethodOptions, http.MethodTrace:
		return method
	}
	return "other"
}

// handler answers at the address that is for metrics alone.
func (m *metrics) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/metrics", read(promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}).ServeHTTP))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		writeError(w, http.StatusNotFound, "nothing is here: the metrics are at /metrics")
	})
	return mux
}

// A runsCollector tells the figures of the live runs when it is asked.
type runsCollector struct{ runs *runs.Runs }

var (
	runsKept     = runsFigure("runs", "Live runs that are kept.")
	runsWatchers = runsFigure("watchers", "Who watches a live run.")
	runsBytes    = runsFigure("bytes", "Bytes that the live runs have recorded.")
	runsMade     = runsFigure("runs_made_total", "Live runs made.")
	runsRecorded = runsFigure("exchanges_total", "Exchanges recorded.")
	runsRefused  = runsFigure("refused_total", "What was refused, and why.", "what", "reason")
)

func runsFigure(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("hopscope_live_"+name, help, labels, nil)
}

func (c runsCollector) Describe(ch chan<- *prometheus.Desc) {
	prometheus.DescribeByCollect(c, ch)
}

func (c runsCollector) Collect(ch chan<- prometheus.Metric) {
	n := c.runs.Counts()
	tell := func(d *prometheus.Desc, kind prometheus.ValueType, v int64, labels ...string) {
		ch <- prometheus.MustNewConstMetric(d, kind, float64(v), labels...)
	}
	tell(runsKept, prometheus.GaugeValue, n.Runs)
	tell(runsWatchers, prometheus.GaugeValue, n.Watchers)
	tell(runsBytes, prometheus.GaugeValue, n.Bytes)
	tell(runsMade, prometheus.CounterValue, n.Made)
	tell(runsRecorded, prometheus.CounterValue, n.Recorded)
	for what, reasons := range map[string]map[runs.Reason]int64{
		"run": n.RunsRefused, "exchange": n.ExchangesRefused, "watcher": n.WatchersRefused,
	} {
		for reason, v := range reasons {
			tell(runsRefused, prometheus.CounterValue, v, what, string(reason))
		}
	}
}
