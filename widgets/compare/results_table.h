#pragma once
#include "engine/results/result_table.h"
#include "widgets/plots/plot_frame.h"

class QTableView;

namespace isthmus::widgets {

class ResultsModel;

/// The sets of runs as rows, measures as columns: mean ± band, n, the best in bold. Copies itself as Markdown, LaTeX or CSV.
class ResultsTable final : public PlotFrame {
    Q_OBJECT

public:
    explicit ResultsTable(QWidget* parent = nullptr);

    void setSets(const engine::RunSetsPtr& sets);  ///< null clears
    void setMeasures(std::vector<const engine::Measure*> measures);
    const std::vector<const engine::Measure*>& measures() const { return columns_.measures; }
    void setSummary(engine::Reduction reduction, engine::Band band);
    void setSelectedSet(int set);  ///< -1: none

    QString cellText(int row, int column) const;
    bool isBest(int row, int column) const;

    QString markdown() const;
    QString latex() const;
    DataTable dataTable() const override;
    /// x: column, y: row, rounded.
    QString readoutAt(double x, double y) const override;
    QString definition() const override;

public Q_SLOTS:
    void copyMarkdown();
    void copyLatex();

Q_SIGNALS:
    /// The user chose the row of a set.
    void picked(int set);

protected:
    void drawPicture(QPaintDevice& device, bool vector) override;
    void restyle() override;

private:
    void addMeasureMenu();
    void refresh();

    QTableView* view_;
    ResultsModel* model_;
    engine::RunSetsPtr sets_;
    engine::ResultColumns columns_;
};

}  // namespace isthmus::widgets
