import { html } from 'hono/html';

type Content = ReturnType<typeof html>;

/** A plain page that needs nothing from elsewhere. */
export function page(title: string, content: Content, script: Content | '' = ''): Content {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
        ${script}
      </body>
    </html>`;
}
