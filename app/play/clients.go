package play

import (
	"reflect"
	"strings"

	"github.com/hopscope/hopscope/app/client"
	"github.com/hopscope/hopscope/app/scenario"
)

func (e SearchClient) update(m Model) (Model, []Effect) {
	m.ClientSearch = e.Text
	return m, nil
}

func (e ChooseClient) update(m Model) (Model, []Effect) {
	profile, err := client.Lookup(e.ID)
	if err != nil {
		m.Announcement = err.Error()
		return m, nil
	}
	if now, err := m.Draft.Profile(); err == nil && now.ID == e.ID {
		return m, nil
	}
	m, effects := m.edit("choose "+profile.Name, "", func(d *draft) {
		d.Client, d.Options, d.options = e.ID, nil, nil
	})
	if !m.ReadOnly {
		m.Announcement = "The client is " + profile.Name + "."
	}
	return m, effects
}

// ChooseFound does nothing while the search leaves several, or none.
func (ChooseFound) update(m Model) (Model, []Effect) {
	found := m.Clients()
	if len(found) != 1 {
		return m, nil
	}
	m, effects := ChooseClient{found[0].ID}.update(m)
	m.ClientSearch = ""
	return m, append(effects, Fold{ClientID})
}

func (CloseClients) update(m Model) (Model, []Effect) { return m, []Effect{Fold{ClientID}} }

// ClientName returns what to call the draft's client, with the options it has.
func (m Model) ClientName() string { return clientName(m.Profile(), m.Draft.Options) }

// clientName says curl where the -L of the profile's name is switched off.
func clientName(p client.Profile, set client.Options) string {
	if p.ID == "curl" && set["location"] == false {
		return "curl"
	}
	return p.Name
}

// Profile returns the draft's client: the default one where it names none that
// there is.
func (m Model) Profile() client.Profile {
	p, err := m.Draft.Profile()
	if err != nil {
		p, _ = client.Lookup(scenario.DefaultClient)
	}
	return p
}

// Clients returns the profiles that hold every word of ClientSearch in their
// id, name or description.
func (m Model) Clients() []client.Profile {
	var found []client.Profile
	words := strings.Fields(strings.ToLower(m.ClientSearch))
profiles:
	for _, p := range client.All() {
		text := strings.ToLower(p.ID + " " + p.Name + " " + p.About)
		for _, w := range words {
			if !strings.Contains(text, w) {
				continue profiles
			}
		}
		found = append(found, p)
	}
	return found
}

func (e SetFlag) update(m Model) (Model, []Effect) {
	return m.editOption(e.Name, "", func(o client.Option, d *draft) { d.setOption(o, e.On) })
}

func (e EditOption) update(m Model) (Model, []Effect) {
	return m.editOption(e.Name, "options."+e.Name, func(o client.Option, d *draft) {
		value, err := o.Parse(e.Text)
		if err != nil && e.Text == "" { // a number; the field stays empty, and shows its default faintly
			d.setOption(o, o.Default)
		}
		if err == nil {
			d.setOption(o, value)
			if o.Format(value) == e.Text {
				return
			}
		}
		if d.options == nil {
			d.options = map[string]string{}
		}
		d.options[o.Name] = e.Text
	})
}

func (e ResetOption) update(m Model) (Model, []Effect) {
	return m.editOption(e.Name, "", func(o client.Option, d *draft) { d.setOption(o, o.Default) })
}

func (m Model) editOption(name, field string, change func(client.Option, *draft)) (Model, []Effect) {
	o, err := m.Profile().Option(name)
	if err != nil {
		m.Announcement = err.Error()
		return m, nil
	}
	return m.edit("set "+name, field, func(d *draft) { change(o, d) })
}

// setOption sets a value; the default is not written down, so that a link
// stays short.
func (d *draft) setOption(o client.Option, value any) {
	delete(d.options, o.Name)
	if reflect.DeepEqual(value, o.Default) {
		delete(d.Options, o.Name)
		return
	}
	if d.Options == nil {
		d.Options = client.Options{}
	}
	d.Options[o.Name] = value
}

// Option returns the value of an option of the draft's client: that set, else
// the default.
func (m Model) Option(o client.Option) any {
	if v, ok := m.Draft.Options[o.Name]; ok {
		return v
	}
	return o.Default
}

// OptionText returns the text of an option's field.
func (m Model) OptionText(o client.Option) string {
	if text, ok := m.OptionTexts[o.Name]; ok {
		return text
	}
	return o.Format(m.Option(o))
}
