package play

import (
	"strconv"

	"github.com/hopscope/hopscope/app/scenario"
)

// embedText is the Text of ShowEmbed.
func embedText(s *scenario.Scenario, step int) string {
	address, secrets := startingAddress(s), ""
	if address == "" {
		if scenario.HasSecrets(*s) {
			secrets = "secrets"
		}
		address = scenario.Address(scenario.Redact(*s), scenario.View{})
	}
	return address + "\n" + strconv.Itoa(step) + "\n" + secrets + "\n" + s.Title
}

// startingAddress names a scenario that is still one of those to start from, but
// for the client: an author can read that, and a static site has its picture. It
// is empty for any other. What looks secret in one to start from is none.
func startingAddress(s *scenario.Scenario) string {
	whole := scenario.Address(*s, scenario.View{})
	for _, start := range scenario.Startings() {
		named := "scenario=" + start.ID
		if scenario.Address(start.Scenario, scenario.View{}) == whole {
			return named
		}
		if start.Scenario.Client, start.Scenario.Options = s.Client, nil; scenario.Address(start.Scenario, scenario.View{}) == whole {
			return named + "&client=" + s.Client
		}
	}
	return ""
}
