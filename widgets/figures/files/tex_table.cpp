#include "widgets/figures/files/tex_table.h"

#include "widgets/figures/drawing/field_look.h"
#include "widgets/figures/files/tex_words.h"
#include "widgets/theme/task_colors.h"

#include <cmath>

namespace isthmus::widgets {

namespace {

QString hex(const QColor& colour) { return colour.name().mid(1).toUpper(); }

QString cell(double value, const FieldLook& look, bool coloured)
{
    if (!std::isfinite(value))
        return {};
    const QString text = QString::number(value, 'f', 1);
    if (!coloured)
        return text;
    const QColor colour = look.colourOf(value);
    return QStringLiteral("\\cellcolor[HTML]{%1}\\textcolor[HTML]{%2}{%3}").arg(hex(colour), hex(textOn(colour)), text);
}

}  // namespace

QString texTable(engine::TextTable table, const engine::Json& page)
{
    for (std::vector<std::string>& row : table.rows)
        row.front() = shownName(page, row.front());
    return QString::fromStdString(engine::latex(table));
}

QString texMatrix(const PanelData& data, const engine::Json& options)
{
    const FigureField& field = *data.field;
    const FieldLook look = fieldLook(options, data);
    const bool coloured = options.at("latex").get<std::string>() == "coloured";
    const std::size_t columns = field.x.size();
    QString tex =
        QStringLiteral("\\begin{tabular}{r*{%1}{r}}\n\\toprule\n & \\multicolumn{%1}{c}{%2} \\\\\n\\cmidrule(l){2-%3}\n%4")
            .arg(columns)
            .arg(texText(QString::fromStdString(data.xLabel)))
            .arg(columns + 1)
            .arg(texText(QString::fromStdString(data.yLabel)));
    for (const double task : field.x)
        tex += QStringLiteral(" & %1").arg(task);
    tex += QStringLiteral(" \\\\\n\\midrule\n");
    for (std::size_t row = 0; row < field.y.size(); ++row) {
        tex += QString::number(field.y[row]);
        for (std::size_t column = 0; column < columns; ++column)
            tex += QStringLiteral(" & ") + cell(field.values[row * columns + column], look, coloured);
        tex += QStringLiteral(" \\\\\n");
    }
    return tex + QStringLiteral("\\bottomrule\n\\end{tabular}\n");
}

}  // namespace isthmus::widgets
