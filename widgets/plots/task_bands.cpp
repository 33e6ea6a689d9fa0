#include "widgets/plots/task_bands.h"

#include "widgets/plots/plot_style.h"
#include "widgets/theme/task_colors.h"
#include "widgets/theme/theme.h"

#include <qcustomplot.h>

namespace isthmus::widgets {

namespace {

struct BandWords {
    Q_DECLARE_TR_FUNCTIONS(isthmus::widgets::BandWords)
};

/// Where a task begins and ends on the screen.
struct TaskPlace {
    int task;
    double left;
    double right;
};

/// Every how many tasks a number fits: 1, 2, 5, 10, …
int labelEvery(double spacing, double width)
{
    for (int power = 1; power < 100000; power *= 10)
        for (const int step : {1, 2, 5})
            if (spacing * step * power >= width)
                return step * power;
    return 100000;
}

}  // namespace

class TaskBands::Item final : public QCPAbstractItem {
public:
    explicit Item(QCustomPlot& plot) : QCPAbstractItem(&plot), plot_(plot)
    {
        setClipToAxisRect(false);
        setSelectable(false);
        setLayer(QStringLiteral("grid"));
    }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1.0; }

    std::vector<PhaseSpan> spans;
    int selectedTask = 0;
    QColor selectedColour;

protected:
    void draw(QCPPainter* painter) override
    {
        painter->setAntialiasing(false);
        for (const PhaseSpan& span : spans)
            if (span.connects)
                drawTint(*painter, span);
        const std::vector<TaskPlace> places = tasksInView();
        painter->setPen(QPen(color(Role::Line), 1, Qt::DotLine));
        const QRect axes = plot_.axisRect()->rect();
        for (const TaskPlace& place : places)
            if (place.left > axes.left() + 1 && place.left < axes.right())
                painter->drawLine(QPointF(place.left, axes.top()), QPointF(place.left, axes.bottom()));
        drawLabels(*painter, places);
    }

private:
    double pixel(double step) const { return plot_.xAxis->coordToPixel(step); }

    void drawTint(QCPPainter& painter, const PhaseSpan& span) const
    {
        const QRectF axes = plot_.axisRect()->rect();
        const double left = std::max(pixel(span.begin), axes.left());
        const double right = std::min(pixel(span.end), axes.right());
        if (left < right)
            painter.fillRect(QRectF(left, axes.top(), right - left, axes.height()), tint());
    }

    std::vector<TaskPlace> tasksInView() const
    {
        std::vector<TaskPlace> places;
        for (const PhaseSpan& span : spans) {
            if (places.empty() || places.back().task != span.task)
                places.push_back({span.task, pixel(span.begin), 0.0});
            places.back().right = pixel(span.end);
        }
        if (!places.empty())
            places.back().right = plot_.axisRect()->right();  // room for a label before the task is over
        return places;
    }

    /// The smallest room for a label; the last task's is not known yet, unless it is the only one.
    static double narrowest(const std::vector<TaskPlace>& places)
    {
        double room = places.front().right - places.front().left;
        for (std::size_t i = 1; i + 1 < places.size(); ++i)
            room = std::min(room, places[i].right - places[i].left);
        return room;
    }

    /// Every label says "task", or the word stands once in the margin before the numbers; where even they do not fit, there
    /// is one for every second, fifth, tenth … task.
    void drawLabels(QCPPainter& painter, const std::vector<TaskPlace>& places) const
    {
        if (places.empty())
            return;
        QFont font = plotFont();
        const QFontMetricsF metrics(font);
        const auto text = [](int task) { return BandWords::tr("task %1").arg(task); };
        const int most = places.back().task;
        const double room = narrowest(places);
        const bool words = room >= metrics.horizontalAdvance(text(most)) + 8;
        const int every = labelEvery(room, metrics.horizontalAdvance(QString::number(most)) + 8);
        const QRect axes = plot_.axisRect()->rect();
        const double baseline = axes.top() - 9.0;
        if (!words) {
            const QString head = BandWords::tr("task");
            painter.setFont(font);
            painter.setPen(color(Role::Muted));
            painter.drawText(QPointF(axes.left() - 6 - metrics.horizontalAdvance(head), baseline), head);
        }
        double free = axes.left() - 1.0;
        for (const TaskPlace& place : places) {
            const bool chosen = place.task == selectedTask;
            const bool wanted = place.task == 1 || place.task % every == 0 || chosen;
            const double left = std::max(place.left, static_cast<double>(axes.left()));
            const bool inView = place.right > axes.left() + 4 && place.left < axes.right() - 4;
            if (!wanted || !inView || left < free)
                continue;
            const QString label = words ? text(place.task) : QString::number(place.task);
            font.setBold(chosen);
            painter.setFont(font);
            painter.setPen(chosen ? selectedColour : color(Role::Muted));
            const double width = QFontMetricsF(font).horizontalAdvance(label);
            painter.drawText(QPointF(left, baseline), label);
            free = left + width + 5;
        }
    }

    static QColor tint()
    {
        QColor colour = color(Role::Muted);
        colour.setAlphaF(0.10F);
        return colour;
    }

    QCustomPlot& plot_;
};

TaskBands::TaskBands(QCustomPlot& plot) : item_(new Item(plot)) {}

void TaskBands::setSpans(const std::vector<PhaseSpan>& spans) { item_->spans = spans; }
const std::vector<PhaseSpan>& TaskBands::spans() const { return item_->spans; }

void TaskBands::setSelectedTask(int task, int tasks)
{
    item_->selectedTask = task;
    item_->selectedColour = taskColor(task, tasks);
}

int TaskBands::labelHeight() { return QFontMetrics(plotFont()).height() + 10; }

}  // namespace isthmus::widgets
