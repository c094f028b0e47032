// Photos as they are kept: no wider than the server would make them, drawn anew, so without the place
// and device that a camera writes into them.

const LONG_SIDE = 1600; // pixels
const QUALITY = 0.8;

/** The file as a JPEG of at most LONG_SIDE; throws for what isn't a picture. */
export async function smaller(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!blob) throw new Error("no picture");
  return blob;
}

/** The text of the QR code in a picture, "" for none; undefined where the browser can't look. */
export async function scanned(file) {
  if (!("BarcodeDetector" in window)) return undefined;
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  const [code] = await detector.detect(await createImageBitmap(file));
  return code?.rawValue ?? "";
}
