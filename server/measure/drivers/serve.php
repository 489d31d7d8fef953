<?php
// What the drivers in PHP share: a job a line comes in, an answer a line goes out.

// headersOf are the headers as name => value, with the Content-Type that a form
// needs.
function headersOf(array $job): array
{
    $headers = array_column($job['headers'], 1, 0);
    $body = $job['body'];
    if ($body && !isset($headers['Content-Type'])) {
        if ($body['kind'] === 'form') {
            $headers['Content-Type'] = 'application/x-www-form-urlencoded';
        } elseif ($body['kind'] === 'multipart') {
            $headers['Content-Type'] = 'multipart/form-data; boundary=' . substr(strtok($body['text'], "\r\n"), 2);
        }
    }
    return $headers;
}

// linesOf are headers as "Name: value".
function linesOf(array $headers): array
{
    return array_map(fn ($name, $value) => "$name: $value", array_keys($headers), $headers);
}

// Told is an error that the client tells without an exception of its own.
class Told extends Exception
{
}

// serve answers jobs with what $send($job) returns: [status, url]. An exception is
// told as PHP prints it, without where it was thrown.
function serve(callable $send): void
{
    echo "ready\n";
    while (($line = fgets(STDIN)) !== false) {
        $job = json_decode($line, true);
        $job['options'] ??= [];
        try {
            [$status, $url] = $send($job);
            $answer = ['status' => $status, 'url' => $url];
        } catch (Throwable $e) {
            $text = trim(preg_replace('/\s+/', ' ', $e->getMessage()));
            $answer = ['error' => $e instanceof Told ? $text : get_class($e) . ': ' . $text];
        }
        echo json_encode($answer, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE), "\n";
    }
}
