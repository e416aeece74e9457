@NullMarked
package io.prepstation.kiosk.demo;

import org.jspecify.annotations.NullMarked;
