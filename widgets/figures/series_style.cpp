#include "widgets/figures/series_style.h"

#include "widgets/theme/task_colors.h"

#include <array>
#include <cstddef>

namespace isthmus::widgets {

namespace {

// Yellow is last: it is hard to see on white.
constexpr std::array<QRgb, 8> okabeIto{0xff0072b2, 0xffd55e00, 0xff009e73, 0xffcc79a7,
                                       0xffe69f00, 0xff56b4e9, 0xff000000, 0xfff0e442};
constexpr std::array<QRgb, 8> greys{0xff000000, 0xff707070, 0xff303030, 0xff909090,
                                    0xff505050, 0xff808080, 0xff202020, 0xff606060};

// The hues of viridis as far as lines on white can be seen.
constexpr std::array<QRgb, 9> ordered{0xff57076a, 0xff4a2b86, 0xff2f488a, 0xff00607f, 0xff00726e,
                                      0xff068458, 0xff03922b, 0xff529402, 0xff889309};
constexpr std::array<QRgb, 2> orderedGreys{0xff000000, 0xff909090};

const std::array<QList<qreal>, 8>& dashes()
{
    static const std::array<QList<qreal>, 8> patterns{QList<qreal>{},
                                                      QList<qreal>{5, 2},
                                                      QList<qreal>{1, 1.5},
                                                      QList<qreal>{6, 1.5, 1, 1.5},
                                                      QList<qreal>{9, 3},
                                                      QList<qreal>{2.5, 1.5},
                                                      QList<qreal>{6, 1.5, 1, 1.5, 1, 1.5},
                                                      QList<qreal>{1, 3.5}};
    return patterns;
}

SeriesStyle shaped(std::size_t index, const QColor& colour)
{
    const std::size_t round = index / 8;  // the second time round every dash has another marker
    return {colour, dashes()[index % 8], static_cast<Marker>((index + round) % 8)};
}

}  // namespace

SeriesStyle seriesStyle(int index, Palette palette)
{
    const auto at = static_cast<std::size_t>(index);
    return shaped(at, QColor::fromRgb(palette == Palette::Grey ? greys[at % 8] : okabeIto[at % 8]));
}

SeriesStyle orderedStyle(int index, int count, Palette palette)
{
    const double share = count > 1 ? static_cast<double>(index) / (count - 1) : 0.0;
    const QColor colour = palette == Palette::Grey ? interpolatedColor(orderedGreys, share) : interpolatedColor(ordered, share);
    return shaped(static_cast<std::size_t>(index), colour);
}

}  // namespace isthmus::widgets
