package io.prepstation.kiosk.command;

import picocli.CommandLine.IVersionProvider;

/// The version the program was built as.
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"prepstation " + of(Version.class)};
    }

    private static String of(Class<?> type) {
        String version = type.getPackage().getImplementationVersion();
        return version == null ? "(built from a source checkout)" : version;
    }
}
