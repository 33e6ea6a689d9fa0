#pragma once

class QString;
class QWidget;

namespace isthmus::widgets {

/// From now on assistive technology takes the canvas of every PlotFrame for a chart, unless it is a table. Again does nothing.
void announceCharts();

/// The value under the cursor of a chart, in it and said aloud where it has the focus; empty: none.
void announceValue(QWidget* canvas, const QString& value);

}  // namespace isthmus::widgets
