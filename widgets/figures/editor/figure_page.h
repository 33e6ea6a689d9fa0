#pragma once
#include "widgets/figures/editor/page_painter.h"

#include <QWidget>

#include <optional>

namespace isthmus::widgets {

/// The figure on its page, as a file of it will look like: whole, or as large as the user has zoomed.
class FigurePage final : public QWidget {
    Q_OBJECT
public:
    explicit FigurePage(QWidget* parent = nullptr);

    /// It is shown as soon as it is painted; until then what was shown before stays. Null: there is nothing to see, and `message`
    /// says why.
    void setDrawing(std::shared_ptr<const FigureDrawing> drawing, const QString& message = {});
    /// What is to be seen.
    const FigureDrawing* drawing() const { return drawing_.get(); }
    /// What is seen; null: nothing yet.
    const FigureDrawing* shown() const { return shown_.get(); }
    /// The panel that is edited is framed; −1: none.
    void setSelected(int panel);
    double zoom() const { return drawing_ ? zoomOf(*drawing_) : zoom_.value_or(1.0); }  ///< 1: true size
    /// Nothing: true size, or smaller where the view is too small for the whole page.
    void setZoom(std::optional<double> zoom);
    void setView(QSize view);  ///< what is to be seen of the page at once
    /// The page without its shadow, in pixels of the widget.
    QRectF pageRect() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void panelClicked(int panel);
    void zoomChanged(std::optional<double> zoom);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    double truePixels() const;
    double zoomOf(const FigureDrawing& drawing) const;
    double pixelsPerPoint() const;
    QRectF panelRect(int panel) const;
    void order();
    void take(const std::shared_ptr<const FigureDrawing>& drawing, const QImage& image);
    void outgrow();

    PagePainter* painter_;
    std::shared_ptr<const FigureDrawing> drawing_;
    std::shared_ptr<const FigureDrawing> shown_;
    QImage image_;  ///< of what is shown
    QString message_;
    std::optional<double> zoom_;
    QSize view_;
    int selected_ = -1;
};

}  // namespace isthmus::widgets
