package io.prepstation.model.sync;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// What may be attached to a session. Whoever takes bytes looks at them, and not only at the word that came along.
public enum AttachmentType {
    JPEG("image/jpeg", ".jpg", 0xff, 0xd8, 0xff),
    PNG("image/png", ".png", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'),
    PDF("application/pdf", ".pdf", '%', 'P', 'D', 'F', '-'),
    TEXT("text/plain", ".txt");

    private final String mediaType;
    private final String ending;
    private final byte[] beginning;

    AttachmentType(String mediaType, String ending, int... beginning) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.beginning = new byte[beginning.length];
        for (int i = 0; i < beginning.length; i++) {
            this.beginning[i] = (byte) beginning[i];
        }
    }

    public static Optional<AttachmentType> of(String mediaType) {
        return Arrays.stream(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    /// Of a file's name, with its dot.
    public String ending() {
        return ending;
    }

    /// Whether a browser may show it in a page.
    public boolean isImage() {
        return this == JPEG || this == PNG;
    }

    /// Whether whole content is of this type, as far as its beginning tells; text is what reads as UTF-8.
    public boolean isOf(byte[] content) {
        return this == TEXT ? isText(content) : startsWith(content);
    }

    private boolean startsWith(byte[] content) {
        return content.length >= beginning.length
                && Arrays.equals(content, 0, beginning.length, beginning, 0, beginning.length);
    }

    private static boolean isText(byte[] content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
