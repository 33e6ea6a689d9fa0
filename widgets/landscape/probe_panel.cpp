#include "widgets/landscape/probe_panel.h"

#include "widgets/landscape/anchor_naming.h"
#include "widgets/landscape/ensemble_section.h"
#include "widgets/landscape/place_row.h"
#include "widgets/landscape/prediction_list.h"
#include "widgets/landscape/value_table.h"
#include "widgets/plots/elided_label.h"
#include "widgets/theme/number_format.h"

#include <QLabel>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

namespace isthmus::widgets {

namespace {

constexpr int smallestWidth = 280;
constexpr int side = 12;  ///< left and right of everything, as in a plot
constexpr int sectionSpacing = 16;

QFont semibold(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QLabel* caption(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setFont(semibold(label->font()));
    return label;
}

void addSection(QVBoxLayout* column, QWidget* heading, QWidget* body)
{
    column->addWidget(heading);
    column->addSpacing(4);
    column->addWidget(body);
    column->addSpacing(sectionSpacing);
}

/// "0.512 ± 0.012": the error to as many decimals as the value, as far as they show any of it.
QString withError(double value, double error)
{
    QString text = lossText(value);
    if (!(error > 0.0))
        return text;
    const qsizetype point = text.indexOf(u'.');
    const auto decimals = static_cast<int>(point < 0 ? 0 : text.size() - point - 1);
    const QString aligned = QString::number(error, 'f', decimals);
    const bool shows = !text.contains(u'e') && aligned.toDouble() > 0.0;
    return ProbePanel::tr("%1 ± %2").arg(text, shows ? aligned : lossText(error));
}

}  // namespace

ProbePanel::ProbePanel(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Probe"));
    setMinimumWidth(smallestWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    makeHeader(column);
    auto* empty =
        new QLabel(tr("Click a point of the landscape to see the network there: its loss and accuracy on every task, how "
                      "far it is from the anchors, and what it takes some images for."));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setForegroundRole(QPalette::PlaceholderText);
    empty->setMargin(24);
    area_ = new QScrollArea;
    area_->setFrameShape(QFrame::NoFrame);
    area_->setWidgetResizable(true);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // a bar that comes and goes would move every column
    area_->setFocusPolicy(Qt::NoFocus);
    area_->setWidget(makePage());
    stack_ = new QStackedLayout;
    stack_->addWidget(empty);
    stack_->addWidget(area_);
    column->addLayout(stack_, 1);
    connect(place_, &PlaceRow::placeEdited, this, &ProbePanel::placeEdited);
    connect(place_, &PlaceRow::drawChosen, this, [this](int draw) {
        showDraw();
        Q_EMIT drawChosen(draw);
    });
    connect(naming_, &AnchorNaming::keepRequested, this, &ProbePanel::keepRequested);
    connect(ensemble_, &EnsembleSection::pinRequested, this, &ProbePanel::pinRequested);
    connect(ensemble_, &EnsembleSection::unpinRequested, this, &ProbePanel::unpinRequested);
    setGrid(nullptr);
}

void ProbePanel::makeHeader(QVBoxLayout* column)
{
    auto* title = new ElidedLabel(Role::Text, Qt::AlignLeft, true, this);
    title->setFont(semibold(title->font()));
    title->setText(tr("Probe"));
    note_ = new ElidedLabel(Role::Muted, Qt::AlignLeft, false, this);
    auto* header = new QHBoxLayout;
    header->setContentsMargins(side, 0, side, 0);
    header->setSpacing(side);
    header->addWidget(title);
    header->addWidget(note_, 1);
    column->addLayout(header);
    place_ = new PlaceRow(this);
    place_->setContentsMargins(side, 0, side, 0);
    column->addWidget(place_);
}

QWidget* ProbePanel::makePage()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(side, 0, side / 2, side);
    column->setSpacing(0);
    network_ = makeNetwork(page);
    ensemble_ = new EnsembleSection(page);
    column->addWidget(network_);
    addSection(column, caption(tr("Ensemble"), page), ensemble_);
    column->addStretch(1);
    return page;
}

/// What is said of the network at the place alone.
QWidget* ProbePanel::makeNetwork(QWidget* page)
{
    auto* network = new QWidget(page);
    auto* column = new QVBoxLayout(network);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    naming_ = new AnchorNaming(network);
    scores_ = new ValueTable(tr("Scores"), {tr("Task"), tr("Loss, nats"), tr("Accuracy")}, network);
    scores_->setObjectName(QStringLiteral("scores"));
    distances_ = new ValueTable(tr("Distances"), {tr("Anchor"), tr("Distance")}, network);
    distances_->setObjectName(QStringLiteral("distances"));
    distances_->setTextElideMode(Qt::ElideMiddle);  // of "run-name/task-02" both ends count
    distances_->headerItem()->setToolTip(1, tr("Euclidean, in weight space"));
    images_ = new PredictionList(network);
    column->addWidget(naming_);
    column->addSpacing(sectionSpacing);
    addSection(column, caption(tr("Scores"), network), scores_);
    addSection(column, caption(tr("Distances to the anchors"), network), distances_);
    imagesCaption_ = caption(tr("Images"), network);
    addSection(column, imagesCaption_, images_);
    return network;
}

bool ProbePanel::isEmpty() const { return stack_->currentIndex() == 0; }

std::size_t ProbePanel::dimensions() const { return grid_ ? grid_->dimensions() : 3; }

void ProbePanel::setGrid(const engine::LandscapeGridPtr& grid)
{
    grid_ = grid;
    place_->setVisible(grid != nullptr);
    if (grid_)
        place_->setGrid(*grid_);
    showDraw();
    setProbe(nullptr);
}

void ProbePanel::setProbe(const engine::PointProbePtr& probe)
{
    probe_ = probe;
    note_->setText({});
    naming_->giveUp();
    ensemble_->setCanAdd(probe != nullptr);
    showPage();
    if (!probe)
        return;
    if (grid_ && grid_->draws > 1)
        note_->setText(tr("of draw %1 of %2; the map shows the mean").arg(place_->draw() + 1).arg(grid_->draws));
    place_->setPlace(probe->place);
    showScores();
    showDistances();
    imagesCaption_->setVisible(!probe->images.empty());
    images_->setVisible(!probe->images.empty());
    images_->setImages(probe->images);
}

void ProbePanel::showPage()
{
    network_->setVisible(probe_ != nullptr);
    stack_->setCurrentIndex(probe_ || pinned_ > 0 ? 1 : 0);
}

void ProbePanel::setAwaited(const std::array<double, 3>& place)
{
    place_->setPlace(place);
    note_->setText(tr("scoring…"));
    ensemble_->setCanAdd(false);
}

void ProbePanel::showScores()
{
    bool both = false;
    for (const engine::ProbeScore& score : probe_->scores)
        both = both || score.split != probe_->scores.front().split;
    const auto nameOf = [both](const engine::ProbeScore& score) {
        const QString split = score.split == engine::Split::Test ? tr("test") : tr("training");
        return both ? tr("%1, %2").arg(QString::number(score.task), split) : QString::number(score.task);
    };
    QList<QStringList> rows;
    for (const engine::ProbeScore& score : probe_->scores)
        rows.append({nameOf(score), withError(score.loss, score.lossError), accuracyText(score.accuracy)});
    scores_->setRows(rows);
}

void ProbePanel::showDistances()
{
    QList<QStringList> rows;
    for (std::size_t k = 0; k < std::min(probe_->anchors.size(), probe_->distances.size()); ++k)
        rows.append({QString::fromStdString(probe_->anchors[k]), lossText(probe_->distances[k])});
    distances_->setRows(rows);
}

void ProbePanel::setPins(const std::vector<std::array<double, 3>>& pins)
{
    const bool more = pins.size() > pinned_;
    pinned_ = pins.size();
    ensemble_->setPins(pins, dimensions());
    showPage();
    if (more)  // a region of the map gave them, or the button there did; the page has its new height a little later
        QTimer::singleShot(0, this, [this] { area_->ensureWidgetVisible(ensemble_); });
}

void ProbePanel::setEnsemble(const engine::EnsembleProbePtr& ensemble) { ensemble_->setEnsemble(ensemble); }

void ProbePanel::setDraw(int draw)
{
    place_->setDraw(draw);
    showDraw();
}

void ProbePanel::showDraw() { ensemble_->setDraw(place_->draw(), grid_ ? grid_->draws : 1); }

void ProbePanel::setTakenNames(const QStringList& names) { naming_->setTaken(names); }

}  // namespace isthmus::widgets
