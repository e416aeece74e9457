/// The station's configuration: TOML files to records, every problem at once, every value with its origin (OPS-2).
@NullMarked
package io.prepstation.config;

import org.jspecify.annotations.NullMarked;
