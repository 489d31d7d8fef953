# Hopscope. Two commands do everything: make run, make test.
# A fresh machine needs Go and make; make test installs the rest or says how.

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.7.0
WASM := GOOS=js GOARCH=wasm

# run: build, and serve the playground (ARGS="-addr 127.0.0.1:9000" for another address)
.PHONY: run
run: build
	@./bin/hopscope serve $(ARGS)

# build: one self-contained program, bin/hopscope
.PHONY: build
build: wasm
	@CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags="-s -w" -o bin/hopscope ./server

# static: the whole site as files, in static/ (BASE=/hopscope/ for a path, PUBLIC_URL=https://host for previews)
BASE ?= /
.PHONY: static
static: build
	@./bin/hopscope export -base "$(BASE)" -public-url "$(PUBLIC_URL)" static

# wasm: the WebAssembly and its compressed forms, in web/
.PHONY: wasm
wasm:
	@go run -buildvcs=false ./server/pack

# test: every test, those in Chromium included; they may take long on a busy machine
.PHONY: test
test: tools wasm
	go test -buildvcs=false -race -timeout 45m -v ./...

# tools: what the tests need beside Go: Chromium, npm and axe-core, curl and Wget, a C compiler for -race, servers for the snippets, readers of pictures
.PHONY: tools
tools:
	@./server/browsertest/install
	@./server/sendtest/install
	@./server/embedtest/install

# check: format, vet and staticcheck, natively and for the browser, and the size budget
.PHONY: check
check: wasm
	@unformatted=$$(gofmt -l app server web); if [ -n "$$unformatted" ]; then echo "not formatted (run gofmt -w): $$unformatted"; exit 1; fi
	go vet ./...
	$(WASM) go vet ./app/...
	go run $(STATICCHECK) ./...
	go run -exec 'env $(WASM)' $(STATICCHECK) ./app/...
	go test -buildvcs=false -count=1 -v -run '^TestBudget$$' ./server

# bench: how long Follow takes, the page in Chromium, and a hop of a live run; needs wrk, too
.PHONY: bench
bench: wasm
	@./server/browsertest/install wrk
	go test -buildvcs=false -run '^$$' -bench . -benchmem ./app/...
	go test -buildvcs=false -run '^$$' -bench . -benchtime 1x ./server/browsertest
	go test -buildvcs=false -run '^$$' -bench . -benchtime 1x ./server/livebench

# measure: run the real clients, and write what they do to app/client/evidence (ARGS="-client curl -print" for one)
.PHONY: measure
measure:
	go run -buildvcs=false ./server/measure -install $(ARGS)

# clean: remove what was built
.PHONY: clean
clean:
	rm -rf bin static web/app.wasm.* web/wasm_exec.js server/browsertest/node_modules server/sendtest/node_modules server/embedtest/node_modules server/embedtest/*/node_modules

# help: list these targets
.PHONY: help
help:
	@sed -n 's/^# \([a-z]*\): /  make \1\t/p' Makefile | expand -t 16
