package code

import "github.com/hopscope/hopscope/app/redirect"

// Frameworks that the tests do not run: their snippets are checked against their
// manuals alone.

var spring = Sender{
	ID: "spring", Name: "Spring MVC", Lang: "java", File: "OldController.java",
	Note: "`@RequestMapping` without a method answers every method. With Spring Security a POST without its CSRF token is refused before the controller is asked.",
	Source: redirect.Source{
		Title: "Spring Framework, ResponseEntity",
		URL:   "https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/http/ResponseEntity.html",
	},
	snippets: sends(`
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OldController {
    @RequestMapping("/old")
    ResponseEntity<String> old() {
        return ResponseEntity.status(HttpStatus.MULTIPLE_CHOICES)
                .location(URI.create("/new"))
                .contentType(MediaType.TEXT_HTML)
                .body("<a href=\"/new\">The page</a> or <a href=\"/new.pdf\">the PDF</a>");
    }
}
`, `
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OldController {
    // Spring compares If-None-Match with the ETag, and answers 304.
    @GetMapping("/old")
    ResponseEntity<String> old() {
        return ResponseEntity.ok().eTag("\"v1\"").body("version 1");
    }
}
`, `
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OldController {
    @RequestMapping("/old")
    ResponseEntity<Void> old() {
        LINE
    }
}
`, by(`return ResponseEntity.status(HttpStatus.WORD).location(URI.create("/new")).build();`, map[int]string{
		301: "MOVED_PERMANENTLY",
		302: "FOUND",
		303: "SEE_OTHER",
		307: "TEMPORARY_REDIRECT",
		308: "PERMANENT_REDIRECT",
	})),
}

var aspNet = Sender{
	ID: "aspnet", Name: "ASP.NET Core", Lang: "csharp", File: "Program.cs",
	Note: "`app.Map` answers every method. `Results.Redirect` knows 301, 302, 307 and 308, by two questions: for good? keep the method? 300 and 303 are set by hand.",
	Source: redirect.Source{
		Title: "ASP.NET Core, Results.Redirect",
		URL:   "https://learn.microsoft.com/en-us/dotnet/api/microsoft.aspnetcore.http.results.redirect",
	},
	snippets: sends(`
var app = WebApplication.Create(args);

app.Map("/old", (HttpResponse response) =>
{
    response.Headers.Location = "/new";
    return Results.Content(
        "<a href=\"/new\">The page</a> or <a href=\"/new.pdf\">the PDF</a>",
        "text/html", statusCode: 300);
});

app.Run();
`, `
using System.Text;
using Microsoft.Net.Http.Headers;

var app = WebApplication.Create(args);

// It compares If-None-Match with the ETag whatever the method is: let GET and HEAD in alone.
app.MapMethods("/old", new[] { "GET", "HEAD" }, () => Results.Bytes(
    Encoding.UTF8.GetBytes("version 1"), "text/plain",
    entityTag: new EntityTagHeaderValue("\"v1\"")));

app.Run();
`, `
var app = WebApplication.Create(args);

LINE

app.Run();
`, map[int]string{
		301: `app.Map("/old", () => Results.Redirect("/new", permanent: true));`,
		302: `app.Map("/old", () => Results.Redirect("/new"));`,
		303: `app.Map("/old", (HttpResponse response) =>
{
    response.StatusCode = 303;
    response.Headers.Location = "/new";
});`,
		307: `app.Map("/old", () => Results.Redirect("/new", preserveMethod: true));`,
		308: `app.Map("/old", () => Results.Redirect("/new", permanent: true, preserveMethod: true));`,
	}),
}

var rails = Sender{
	ID: "rails", Name: "Rails", Lang: "ruby", File: "config/routes.rb",
	Note: "`redirect` in the routes sends 301 without a code, `redirect_to` in a controller 302. Both put scheme and host before the path in `Location`. `via: :all` answers every method.",
	Source: redirect.Source{
		Title: "Rails guides, routing, redirection",
		URL:   "https://guides.rubyonrails.org/routing.html#redirection",
	},
	snippets: sends(`
Rails.application.routes.draw do
  choices = '<a href="/new">The page</a> or <a href="/new.pdf">the PDF</a>'
  match "/old", via: :all, to: ->(env) {
    [300, { "location" => "/new", "content-type" => "text/html" }, [choices]]
  }
end
`, `
# config/routes.rb
Rails.application.routes.draw do
  get "/old", to: "old#show"
end

# app/controllers/old_controller.rb
class OldController < ApplicationController
  def show
    # stale? sets the ETag, compares If-None-Match with it, and answers 304.
    render plain: "version 1" if stale?(etag: "v1")
  end
end
`, `
Rails.application.routes.draw do
  LINE
end
`, by(`match "/old", via: :all, to: redirect("/new", status: WORD)`, numbers)),
}

var laravel = Sender{
	ID: "laravel", Name: "Laravel", Lang: "php", File: "routes/web.php",
	Note: "`Route::redirect` answers every method, and sends 302 without a code. Routes of `web.php` refuse a POST without its CSRF token: a redirect for other programs has to be exempt, or outside the `web` group. It is not meant for 300: that is set by hand.",
	Source: redirect.Source{
		Title: "Laravel, routing, redirect routes",
		URL:   "https://laravel.com/docs/routing#redirect-routes",
	},
	snippets: sends(`
<?php

use Illuminate\Support\Facades\Route;

Route::any('/old', fn () => response(
    '<a href="/new">The page</a> or <a href="/new.pdf">the PDF</a>', 300
)->header('Location', '/new'));
`, `
<?php

use Illuminate\Support\Facades\Route;

// The ETag is a hash of the body; the middleware compares If-None-Match with it, and answers 304.
Route::get('/old', fn () => 'version 1')->middleware('cache.headers:etag');
`, `
<?php

use Illuminate\Support\Facades\Route;

LINE
`, by(`Route::redirect('/old', '/new', WORD);`, numbers)),
}
