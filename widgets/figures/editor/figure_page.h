#pragma once
#include "widgets/figures/figure_drawing.h"

#include <QImage>
#include <QWidget>

#include <memory>

namespace isthmus::widgets {

/// The figure on its page at its true size, or larger: what a file of it will look like.
class FigurePage final : public QWidget {
    Q_OBJECT
public:
    explicit FigurePage(QWidget* parent = nullptr);

    /// Null: there is nothing to see, and `message` says why.
    void setDrawing(std::shared_ptr<const FigureDrawing> drawing, const QString& message = {});
    const FigureDrawing* drawing() const { return drawing_.get(); }
    /// The panel that is edited is framed; −1: none.
    void setSelected(int panel);
    double zoom() const { return zoom_; }  ///< 1: true size
    void setZoom(double zoom);
    /// So that the whole page fits into a view of this size.
    void zoomToFit(QSize view);
    /// The page without its shadow, in pixels of the widget.
    QRectF pageRect() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void panelClicked(int panel);
    void zoomChanged(double zoom);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    double pixelsPerPoint() const;
    QRectF panelRect(int panel) const;
    void render();

    std::shared_ptr<const FigureDrawing> drawing_;
    QString message_;
    QImage image_;  ///< null: to be drawn
    double zoom_ = 1.0;
    int selected_ = -1;
};

}  // namespace isthmus::widgets
