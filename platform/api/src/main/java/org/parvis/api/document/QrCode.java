package org.parvis.api.document;

/**
 * A QR code (ISO/IEC 18004, model 2) as a drawing.
 *
 * <p>In a template: {@code <svg viewBox="0 0 ${qr.size?c} ${qr.size?c}"><path d="${qr.path}"/></svg>}, dark on light.
 *
 * @param size side of the drawing in modules, with the quiet zone of four modules on each side
 * @param path what is dark, as data of an SVG path
 */
public record QrCode(int size, String path) {}
