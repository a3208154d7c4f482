// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/stopkey.h"

#include <QKeyEvent>

#include <algorithm>
#include <array>

namespace podium::ui
{
namespace
{
/// A key by its letter, its place (X11 and Wayland key code), and the letters at that place in scripts without Latin ones.
struct Place {
    int key;
    quint32 code;
    std::array<int, 4> letters; ///< Cyrillic, Greek, Hebrew, Arabic; 0: the same sign as on a Latin layout
};
constexpr Place placeOfK{Qt::Key_K, 45, {0x041B, 0x039A, 0x05DC, 0x0646}};
constexpr Place placeOfEscape{Qt::Key_Escape, 9, {}};
constexpr Place placeOfPeriod{Qt::Key_Period, 60, {0x042E, 0, 0x05E5, 0x0632}};

/// A letter outside of Latin-1, or a key that the layout does not know.
bool isForeign(int key)
{
    return key == 0 || key == Qt::Key_unknown || (key > 0xff && key < Qt::Key_Escape);
}

bool isAt(const QKeyEvent &event, const Place &place)
{
    if (event.key() == place.key)
        return true;
    if (!isForeign(event.key()))
        return false;
    if (event.nativeScanCode() != 0)
        return event.nativeScanCode() == place.code;
    return event.key() != 0 && std::ranges::find(place.letters, event.key()) != place.letters.end();
}
} // namespace

StopKey stopKeyOf(const QKeyEvent &event)
{
    const auto held = event.modifiers() & (Qt::ControlModifier | Qt::ShiftModifier | Qt::AltModifier | Qt::MetaModifier);
    if (held == Qt::ControlModifier && isAt(event, placeOfK))
        return StopKey::StopAll;
    if (held == Qt::ShiftModifier && isAt(event, placeOfEscape))
        return StopKey::StopAll;
    if (held == Qt::ControlModifier && isAt(event, placeOfPeriod))
        return StopKey::CancelTask;
    if (held == (Qt::ControlModifier | Qt::ShiftModifier) && isAt(event, placeOfK))
        return StopKey::Reset;
    return StopKey::None;
}
} // namespace podium::ui
