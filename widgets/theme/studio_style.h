#pragma once
#include <QProxyStyle>

namespace isthmus::widgets {

/// Fusion, with check boxes, fields, chosen buttons and tabs that can be told apart in the dark scheme too: Fusion derives their
/// frames from the window's colour. A chosen tab is a piece of its panel. The buttons of panels are drawings, sharp on every
/// screen. Tool bars and scroll bars are flat: their half transparent lines and shades Qt would share out among threads, and wait
/// for them.
class StudioStyle final : public QProxyStyle {
    Q_OBJECT
public:
    StudioStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const override;
    QIcon standardIcon(StandardPixmap wanted, const QStyleOption* option, const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
};

}  // namespace isthmus::widgets
