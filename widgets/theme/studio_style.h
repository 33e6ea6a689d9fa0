#pragma once
#include <QProxyStyle>

namespace isthmus::widgets {

/// Fusion, with check boxes whose frame can be seen in the dark scheme too: Fusion derives it from the window's colour.
class StudioStyle final : public QProxyStyle {
    Q_OBJECT
public:
    StudioStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
};

}  // namespace isthmus::widgets
