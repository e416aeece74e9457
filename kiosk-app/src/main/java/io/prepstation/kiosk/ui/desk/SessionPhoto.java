package io.prepstation.kiosk.ui.desk;

import io.prepstation.model.sync.Attachment;
import org.jspecify.annotations.Nullable;

/// A photo of a session, without its bytes.
///
/// @param byName who took it
/// @param notAtHub why the session went to the hub without it; null if it is there, or on its way
public record SessionPhoto(Attachment attachment, String byName, @Nullable String notAtHub) {}
