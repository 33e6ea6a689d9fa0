#include "widgets/theme/studio_style.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <qdrawutil.h>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace isthmus::widgets {

namespace {

void drawCheckBox(const QStyleOption& option, QPainter& painter)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(focused ? Role::Accent : enabled ? Role::Muted : Role::Line), 1.0));
    painter.setBrush(enabled ? color(Role::Panel) : QColor(Qt::transparent));
    painter.drawRoundedRect(box, 2.0, 2.0);
    if (option.state.testFlag(QStyle::State_On)) {
        const auto at = [&](double x, double y) { return QPointF(box.x() + x * box.width(), box.y() + y * box.height()); };
        painter.setPen(QPen(color(enabled ? Role::Text : Role::Muted), 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF{at(0.24, 0.54), at(0.43, 0.73), at(0.78, 0.29)});
    }
    painter.restore();
}

void drawRadioButton(const QStyleOption& option, QPainter& painter)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const double side = std::min(option.rect.width(), option.rect.height()) - 1.0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(focused ? Role::Accent : enabled ? Role::Muted : Role::Line), 1.0));
    painter.setBrush(enabled ? color(Role::Panel) : QColor(Qt::transparent));
    const QPointF middle = QRectF(option.rect).center();
    painter.drawEllipse(middle, 0.5 * side, 0.5 * side);
    if (option.state.testFlag(QStyle::State_On)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(enabled ? Role::Text : Role::Muted));
        painter.drawEllipse(middle, 0.25 * side, 0.25 * side);
    }
    painter.restore();
}

void drawTabShape(const QStyleOption& option, QPainter& painter)
{
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter.fillRect(option.rect, color(Role::Panel));
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        QColor shade = color(Role::Text);
        shade.setAlphaF(0.06F);
        painter.fillRect(option.rect, shade);
    }
}

void drawToolBar(const QStyleOption& option, QPainter& painter)
{
    painter.fillRect(option.rect, color(Role::Window));
    QRect edge = option.rect;
    edge.setTop(edge.bottom());
    painter.fillRect(edge, color(Role::Line));
}

/// `share` of a colour over the window's, opaque.
QColor overWindow(Role role, float share)
{
    const QColor over = color(role), under = color(Role::Window);
    const auto mixed = [share](float a, float b) { return share * a + (1.0F - share) * b; };
    return QColor::fromRgbF(mixed(over.redF(), under.redF()), mixed(over.greenF(), under.greenF()),
                            mixed(over.blueF(), under.blueF()));
}

/// Fusion takes the edges of fields from the window's colour: on dark they are hardly to be seen.
bool edgesAreFaint() { return currentScheme() == Scheme::Dark; }

void drawEdge(const QRectF& around, const QColor& colour, QPainter& painter)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.0));
    painter.drawRoundedRect(around.adjusted(0.5, 0.5, -0.5, -0.5), 2.0, 2.0);
    painter.restore();
}

/// One with the focus has Fusion's own edge, in the accent's colour.
void drawFieldEdge(const QStyleOption& option, const QRectF& around, QPainter& painter)
{
    if (!option.state.testFlag(QStyle::State_HasFocus))
        drawEdge(around, option.state.testFlag(QStyle::State_Enabled) ? overWindow(Role::Muted, 0.6F) : color(Role::Line),
                 painter);
}

void drawChosenButton(const QStyleOption& option, QPainter& painter)
{
    const Role role = option.state.testFlag(QStyle::State_Enabled) ? Role::Accent : Role::Muted;
    painter.fillRect(option.rect.adjusted(1, 1, -1, -1), overWindow(role, 0.4F));
    drawEdge(option.rect, color(role), painter);
}

void drawScrollHandle(const QStyleOptionSlider& bar, QRect handle, QPainter& painter)
{
    constexpr int beside = 3;  // pixels of the groove at each side
    const bool upright = bar.orientation == Qt::Vertical;
    const bool held = bar.state.testFlag(QStyle::State_Sunken) && bar.activeSubControls.testFlag(QStyle::SC_ScrollBarSlider);
    const bool met = bar.state.testFlag(QStyle::State_MouseOver) && bar.activeSubControls.testFlag(QStyle::SC_ScrollBarSlider);
    handle.adjust(upright ? beside : 0, upright ? 0 : beside, upright ? -beside : 0, upright ? 0 : -beside);
    if (bar.state.testFlag(QStyle::State_Enabled) && bar.minimum < bar.maximum)
        painter.fillRect(handle, overWindow(Role::Muted, held ? 1.0F : met ? 0.8F : 0.6F));
}

}  // namespace

StudioStyle::StudioStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void StudioStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const
{
    if (element == PE_IndicatorCheckBox)
        drawCheckBox(*option, *painter);
    else if (element == PE_IndicatorRadioButton)
        drawRadioButton(*option, *painter);
    else if (element == PE_FrameMenu)  // as of radio buttons, Fusion's own is hardly to be seen on dark
        qDrawPlainRect(painter, option->rect, color(Role::Line));
    else if (element != PE_FrameTabBarBase)
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element == PE_FrameLineEdit && edgesAreFaint())
        drawFieldEdge(*option, option->rect, *painter);
    if (element == PE_PanelButtonTool && option->state.testFlag(State_On))
        drawChosenButton(*option, *painter);
}

int StudioStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;  // only Cancel and the like would have one, and in colours of its own
    return QProxyStyle::styleHint(hint, option, widget, data);
}

QIcon StudioStyle::standardIcon(StandardPixmap wanted, const QStyleOption* option, const QWidget* widget) const
{
    if (widget != nullptr && widget->inherits("QDockWidget")) {
        if (wanted == SP_TitleBarCloseButton)
            return icon(QStringLiteral("close"));
        if (wanted == SP_TitleBarNormalButton)
            return icon(QStringLiteral("float"));
    }
    return QProxyStyle::standardIcon(wanted, option, widget);
}

void StudioStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
    if (element == CE_TabBarTabShape) {
        drawTabShape(*option, *painter);
    } else if (element == CE_TabBarTabLabel && tab != nullptr && !tab->state.testFlag(State_Selected)) {
        QStyleOptionTab quiet(*tab);
        quiet.palette.setColor(QPalette::WindowText, color(Role::Muted));
        QProxyStyle::drawControl(element, &quiet, painter, widget);
    } else if (element == CE_ToolBar) {
        drawToolBar(*option, *painter);
    } else {
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void StudioStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                     const QWidget* widget) const
{
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || bar == nullptr) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        if (control == CC_SpinBox && edgesAreFaint())
            drawFieldEdge(*option, option->rect.adjusted(0, 1, 0, -1), *painter);
        return;
    }
    painter->fillRect(bar->rect, color(Role::Window));
    drawScrollHandle(*bar, proxy()->subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget), *painter);
}

}  // namespace isthmus::widgets
