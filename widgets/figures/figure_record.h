#pragma once
#include "widgets/figures/figure_spec.h"

#include <QByteArray>

namespace isthmus::widgets {

/// A figure with all that it is drawn from: what every exported file holds, so that it can be drawn again from nothing else.
struct FigureRecord {
    engine::Json document;  ///< the figure as written
    std::vector<PanelData> panels;
    std::vector<FigureRun> runs;

    /// One line of JSON without characters beyond ASCII. It begins with `recordMark`.
    QByteArray text() const;
    /// Throws engine::Error(BadInput) when the text is no record or a damaged one.
    static FigureRecord fromText(const QByteArray& text);
};

/// What a record begins with.
inline constexpr const char* recordMark = "{\"isthmus_figure\":";

/// What stands below the figure in the paper, from its panels: "(a) … (b) …".
QString captionOf(const FigureSpec& figure, const std::vector<PanelData>& panels);

}  // namespace isthmus::widgets
