import type { OpenAPIHono } from '@hono/zod-openapi';
import { html } from 'hono/html';
import { curlOf } from './curl.js';
import { page } from './page.js';

const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'Một Cửa',
    version: '1',
    description:
      'Trợ lý trò chuyện của Bộ phận Một cửa: hỏi thủ tục, nhận câu trả lời; cán bộ và phần mềm gửi hồ sơ và trạng thái.',
  },
};

/** Adds the description of the API: for people at `/api/docs`, for programs at `/api/docs/openapi.json`. */
export function addDocs(app: OpenAPIHono): void {
  app.doc31('/api/docs/openapi.json', DOCUMENT);
  app.get('/api/docs', (context) => context.html(renderDocs(app.getOpenAPI31Document(DOCUMENT))));
}

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

function renderDocs(document: Document) {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
  return page(
    `API – ${document.info.title}`,
    html`<p>${document.info.description} Bản cho máy đọc: <a href="/api/docs/openapi.json">openapi.json</a></p>
      ${operations.map(
        ({ path, method, operation }) => html`<section>
          <h2><code>${method.toUpperCase()} ${path}</code></h2>
          <p>${operation.summary}. ${operation.description}</p>
          ${example(curlOf(method, path, operation))}
          ${operation.parameters ? html`<h3>Tham số</h3><pre>${show(operation.parameters)}</pre>` : ''}
          <h3>Gửi</h3>
          <pre>${show(operation.requestBody)}</pre>
          <h3>Nhận</h3>
          <pre>${show(operation.responses)}</pre>
        </section>`,
      )}
      <h2>Các kiểu</h2>
      <pre>${show(document.components?.schemas)}</pre>`,
  );
}

function example(command: string | null) {
  return command === null ? '' : html`<h3>Ví dụ</h3><pre>${command}</pre>`;
}

function show(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? '';
}
