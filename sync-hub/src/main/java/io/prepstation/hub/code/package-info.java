/// Codes that people hold before a station's camera.
@NullMarked
package io.prepstation.hub.code;

import org.jspecify.annotations.NullMarked;
