package io.prepstation.device.printer;

import io.prepstation.device.DeviceStatus;
import io.prepstation.model.label.LabelLayout;

/// Something that prints labels. Calls wait for the printer, some seconds at most; one at a time.
public interface LabelPrinter {

    DeviceStatus status();

    /// @param title what the job is called where jobs have names
    PrintResult print(LabelLayout layout, String title);
}
