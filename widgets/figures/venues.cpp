#include "widgets/figures/venues.h"

#include <algorithm>
#include <array>

namespace isthmus::widgets {

namespace {

// The venues' style files; the widths are also those of tueplots.
constexpr std::array rows{Venue{"icml", "ICML", 3.25, 6.75, 8.0},
                          Venue{"aistats", "AISTATS", 3.25, 6.75, 8.0},
                          Venue{"uai", "UAI", 3.25, 6.75, 8.0},
                          Venue{"neurips", "NeurIPS", 5.5, 5.5, 8.0},
                          Venue{"iclr", "ICLR", 5.5, 5.5, 8.0},
                          Venue{"aaai", "AAAI", 3.3, 6.975, 8.0},
                          Venue{"cvpr", "CVPR", 3.25, 6.875, 8.0},
                          Venue{"eccv", "ECCV", 4.8, 4.8, 8.0},
                          Venue{"jmlr", "JMLR", 6.0, 6.0, 9.0},
                          Venue{"tmlr", "TMLR", 6.5, 6.5, 8.0},
                          Venue{"custom", "Custom width", 3.25, 3.25, 8.0}};

}  // namespace

std::span<const Venue> venueTable() { return rows; }

const Venue* findVenue(const std::string& id)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Venue& row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace isthmus::widgets
