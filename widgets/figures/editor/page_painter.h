#pragma once
#include "widgets/figures/figure_drawing.h"

#include <QImage>
#include <QObject>

#include <memory>

class QTimer;

namespace isthmus::widgets {

/// Makes pictures of figures for a page, each in a turn of the event loop of its own. The surfaces in them, which take long, are
/// drawn in a thread of the pool; of what is asked for meanwhile the last is drawn next.
class PagePainter final : public QObject {
    Q_OBJECT
public:
    using Drawing = std::shared_ptr<const FigureDrawing>;

    explicit PagePainter(QObject* parent);

    /// `scale`: pixels for a point.
    void paint(Drawing drawing, double scale);

Q_SIGNALS:
    void painted(const isthmus::widgets::PagePainter::Drawing& drawing, const QImage& image);

private:
    struct Order {
        Drawing drawing;  ///< null: none
        double scale = 1.0;
    };

    static QImage imageOf(const Order& order, const ScenePainter& scenes);
    void begin();
    void end(const QList<QImage>& scenes);

    QTimer* soon_;
    Order wanted_;
    Order atWork_;  ///< its surfaces are being drawn
};

}  // namespace isthmus::widgets
