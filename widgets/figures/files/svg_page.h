#pragma once
#include <QPaintDevice>
#include <QSizeF>

#include <memory>

namespace isthmus::widgets {

/// A page that is painted on as on any paint device, and then read as SVG. Unlike Qt's own generator it keeps clipping, says
/// sizes in points, and can write text as outlines. One unit of it is a point.
class SvgPage final : public QPaintDevice {
public:
    enum class Text { AsText, AsOutlines };

    SvgPage(QSizeF points, Text text);
    ~SvgPage() override;

    QPaintEngine* paintEngine() const override;
    /// `title` and `metadata` as they are meant: what XML needs escaped is escaped here. Lines of `metadata` that is JSON.
    QByteArray svg(const QString& title, const QByteArray& metadata) const;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    class Engine;
    QSizeF size_;
    std::unique_ptr<Engine> engine_;
};

}  // namespace isthmus::widgets
