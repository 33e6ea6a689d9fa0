#pragma once
#include <QProxyStyle>

namespace isthmus::widgets {

/// Fusion, with check boxes and tabs that can be told apart in the dark scheme too: Fusion derives their frames from the
/// window's colour. A chosen tab is a piece of its panel. The buttons of panels are drawings, sharp on every screen.
class StudioStyle final : public QProxyStyle {
    Q_OBJECT
public:
    StudioStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    QIcon standardIcon(StandardPixmap wanted, const QStyleOption* option, const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
};

}  // namespace isthmus::widgets
