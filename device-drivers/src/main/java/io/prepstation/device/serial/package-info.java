/// Bytes to and from a serial line, and frames out of bytes. The only package that knows jSSC.
@NullMarked
package io.prepstation.device.serial;

import org.jspecify.annotations.NullMarked;
