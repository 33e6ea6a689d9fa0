#include "widgets/figures/charts/compared_series.h"

#include "engine/error.h"

namespace isthmus::widgets {

PanelData panelOf(const engine::ComparedCurves& curves, bool band)
{
    PanelData data{.xLabel = curves.xLabel, .yLabel = curves.yLabel, .caption = curves.definition};
    for (const engine::ComparedCurve& curve : curves.curves) {
        FigureSeries series{.label = curve.label, .x = curve.x, .y = {}};
        bool several = false;
        for (const engine::Spread& spread : curve.y) {
            series.y.push_back(spread.mean);
            series.half.push_back(spread.half);
            series.n.push_back(spread.n);
            several = several || spread.n > 1;
        }
        if (!band || !several)
            series.half.clear();
        if (!series.x.empty())
            data.series.push_back(std::move(series));
    }
    if (data.series.empty())
        throw engine::badInput("none of the runs has a value of \"" + curves.title + "\"; choose another measure or other runs");
    return data;
}

engine::Band bandOf(const engine::Json& options)
{
    const std::string word = options.at("band").get<std::string>();
    return word == "none" ? engine::Band::Deviation : engine::bandCalled(word);
}

engine::Reduction reductionOf(const engine::Json& options)
{
    const std::string word = options.at("reduction").get<std::string>();
    return word == "best" ? engine::Reduction::Best : word == "worst" ? engine::Reduction::Worst : engine::Reduction::Last;
}

const engine::Measure& measureOf(const std::string& id)
{
    const engine::Measure* measure = engine::findMeasure(id);
    if (measure == nullptr)
        throw engine::badInput("\"" + id + "\" is no measure; isthmus measures lists them");
    return *measure;
}

}  // namespace isthmus::widgets
