import { deflateSync, crc32 } from 'node:zlib';
import type { SquirrelFile } from './state.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function file(name: string, contentType: string, content: Uint8Array<ArrayBuffer>): Omit<SquirrelFile, 'id'> {
  return { name, contentType, size: content.byteLength, content };
}

const csv = 'order,item,amount\n48213,"desk lamp, oak",89.00\n48214,travel mug,19.50\n';

/** What visitors send: a photo, an invoice, a list with a name beyond ASCII, a page that must not run. */
export const sampleFiles: Omit<SquirrelFile, 'id'>[] = [
  file('photo.png', 'image/png', picture(96, 64)),
  file('invoice-48213.pdf', 'application/pdf', invoice()),
  file('Bestellübersicht.csv', 'text/csv', bytes(csv)),
  file('screenshot.html', 'text/html', bytes('<!doctype html><script>document.title = "ran"</script>')),
];

/** A real PNG: a two-colour gradient. */
function picture(width: number, height: number): Uint8Array<ArrayBuffer> {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (1 + width * 3) + 1 + x * 3;
      rows.set([Math.round((x / width) * 255), Math.round((y / height) * 255), 160], at);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return joined(
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A one-page PDF with one line of text. */
function invoice(): Uint8Array<ArrayBuffer> {
  const text = 'BT /F1 18 Tf 72 740 Td (Invoice 48213: desk lamp, $89.00) Tj ET';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${String(text.length)} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = pdf.length;
    pdf += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const count = String(objects.length + 1);
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${offsets.join('')}`;
  return bytes(
    `${pdf}${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${String(pdf.length)}\n%%EOF\n`,
  );
}

function joined(...parts: Buffer[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
