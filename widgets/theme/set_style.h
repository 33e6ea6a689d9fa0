#pragma once
#include <QColor>
#include <QList>

class QPainter;
class QPointF;

namespace isthmus::widgets {

// How the sets of runs of a comparison are told apart, by their places from 0: a colour, a dash and a mark each, so that grey
// print and eyes that confuse colours lose nothing. After eight the colours come again with other dashes.

/// Colours of Okabe and Ito, darker or lighter where the panel asks for it: at least 3 : 1.
QColor setColor(int set);
/// Dashes and gaps in widths of the pen; empty: a solid line.
QList<qreal> setDashes(int set);

enum class SetMark { Disc, Square, Triangle, Diamond, Ring, Cross, OpenSquare, Plus };
SetMark setMark(int set);
/// Draws the mark around `place` with the painter's pen colour; `radius` in pixels.
void drawSetMark(QPainter& painter, SetMark mark, const QPointF& place, double radius, const QColor& colour);

}  // namespace isthmus::widgets
