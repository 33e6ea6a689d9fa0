#include "widgets/theme/task_colors.h"

#include "widgets/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

// The hues of viridis with the lightness stretched over what the panel allows; nine points evenly spaced in OKLab.
constexpr QRgb tasksOnLight[] = {0xff57076a, 0xff4a2b86, 0xff2f488a, 0xff00607f, 0xff00726e,
                                 0xff068458, 0xff03922b, 0xff529402, 0xff889309};
constexpr QRgb tasksOnDark[] = {0xff9853ac, 0xff8671cd, 0xff6c90d1, 0xff57abc5, 0xff46c4b4,
                                0xff48d895, 0xff7be661, 0xffc1e90d, 0xfffbe411};

constexpr QRgb viridis[] = {0xff440154, 0xff481568, 0xff482677, 0xff453781, 0xff3f4788, 0xff39558c, 0xff32648e,
                            0xff2d718e, 0xff287d8e, 0xff238a8d, 0xff1f968b, 0xff20a386, 0xff29af7f, 0xff3cbc75,
                            0xff56c667, 0xff74d055, 0xff94d840, 0xffb8de29, 0xffdce318, 0xfffde725};

double luminance(const QColor& colour)
{
    const auto linear = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

}  // namespace

QColor interpolatedColor(std::span<const QRgb> points, double u)
{
    const double place = std::clamp(u, 0.0, 1.0) * static_cast<double>(points.size() - 1);
    const auto first = std::min(static_cast<std::size_t>(place), points.size() - 2);
    const auto share = static_cast<float>(place - static_cast<double>(first));
    const QColor a = QColor::fromRgb(points[first]);
    const QColor b = QColor::fromRgb(points[first + 1]);
    const auto mix = [share](float from, float to) { return from + share * (to - from); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QColor taskColor(int task, int tasks)
{
    const double u = tasks > 1 ? static_cast<double>(task - 1) / (tasks - 1) : 0.0;
    return interpolatedColor(currentScheme() == Scheme::Dark ? std::span(tasksOnDark) : std::span(tasksOnLight), u);
}

QColor sequentialColor(double u) { return interpolatedColor(viridis, std::isnan(u) ? 0.0 : u); }

QColor textOn(const QColor& background)
{
    return contrastRatio(background, Qt::black) >= contrastRatio(background, Qt::white) ? Qt::black : Qt::white;
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

}  // namespace isthmus::widgets
