#include "widgets/theme/theme.h"

#include "widgets/theme/scheme_color.h"
#include "widgets/theme/studio_style.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>

#include <optional>

namespace isthmus::widgets {

namespace {

std::optional<Scheme> appliedScheme;

/// Colours that only the palette needs: controls and what is written on them.
struct ControlColors {
    QRgb button;
    QRgb alternate;
    QRgb highlight;
    QRgb disabledText;
    QRgb tip;
    QRgb shadow;
};

ControlColors controlColors(Scheme scheme)
{
    if (scheme == Scheme::Dark)
        return {0xff34373b, 0xff222427, 0xff2f6bb8, 0xff767c83, 0xff34373b, 0xff0c0d0e};
    return {0xfff7f8f8, 0xfff6f7f8, 0xff1f66c1, 0xff94999f, 0xffffffff, 0xff70757b};
}

void setDisabledColors(QPalette& palette, const QColor& text, const QColor& highlight)
{
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText,
                            QPalette::HighlightedText, QPalette::Link, QPalette::LinkVisited, QPalette::BrightText})
        palette.setColor(QPalette::Disabled, role, text);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, highlight);
}

QPalette makePalette(Scheme scheme)
{
    const auto role = [scheme](Role which) { return color(which, scheme); };
    const ControlColors controls = controlColors(scheme);
    QPalette palette;
    palette.setColor(QPalette::Window, role(Role::Window));
    palette.setColor(QPalette::Base, role(Role::Panel));
    palette.setColor(QPalette::AlternateBase, QColor::fromRgb(controls.alternate));
    palette.setColor(QPalette::ToolTipBase, QColor::fromRgb(controls.tip));
    palette.setColor(QPalette::Button, QColor::fromRgb(controls.button));
    for (const auto text : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(text, role(Role::Text));
    palette.setColor(QPalette::PlaceholderText, role(Role::Muted));
    palette.setColor(QPalette::BrightText, role(Role::Bad));
    palette.setColor(QPalette::Link, role(Role::Accent));
    palette.setColor(QPalette::LinkVisited, role(Role::Accent));
    palette.setColor(QPalette::Highlight, QColor::fromRgb(controls.highlight));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Light, role(Role::Panel));
    palette.setColor(QPalette::Midlight, role(Role::Grid));
    palette.setColor(QPalette::Mid, role(Role::Line));
    palette.setColor(QPalette::Dark, role(Role::Line).darker(115));
    palette.setColor(QPalette::Shadow, QColor::fromRgb(controls.shadow));
    setDisabledColors(palette, QColor::fromRgb(controls.disabledText), role(Role::Line));
    return palette;
}

}  // namespace

Scheme systemScheme()
{
    // Read once: later the application's palette is ours, and Qt 6.4 has no other hint.
    static const Scheme scheme = [] {
        const QPalette palette = QGuiApplication::palette();
        const bool dark = palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
        return dark ? Scheme::Dark : Scheme::Light;
    }();
    return scheme;
}

void applyTheme(QApplication& application, Scheme scheme)
{
    systemScheme();
    appliedScheme = scheme;
    if (!qobject_cast<StudioStyle*>(application.style()))
        QApplication::setStyle(new StudioStyle);
    QApplication::setPalette(makePalette(scheme));
}

Scheme currentScheme() { return appliedScheme.value_or(systemScheme()); }

QColor color(Role role) { return color(role, currentScheme()); }

QColor color(Role role, Scheme scheme)
{
    struct Pair {
        QRgb light;
        QRgb dark;
    };
    static constexpr Pair pairs[] = {
        {0xffeff0f2, 0xff292b2e},  // Window
        {0xffffffff, 0xff1d1f21},  // Panel
        {0xff1d2024, 0xffe3e5e7},  // Text
        {0xff5a6169, 0xffa0a6ad},  // Muted
        {0xffb9bec4, 0xff54595f},  // Line
        {0xffe9ebed, 0xff2c2f32},  // Grid
        {0xff1f66c1, 0xff6aa9f4},  // Accent
        {0xff1b7a43, 0xff5cc08a},  // Good
        {0xff8f5b00, 0xffdfa53d},  // Warning
        {0xffb3302b, 0xfff07a74},  // Bad
    };
    const Pair& pair = pairs[static_cast<int>(role)];
    return QColor::fromRgb(scheme == Scheme::Dark ? pair.dark : pair.light);
}

}  // namespace isthmus::widgets
