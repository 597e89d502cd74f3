// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/routing/tours.h"

#include <algorithm>

namespace dayu::plan::routing {

Tours::Tours(const RoutingProblem& problem) : problem_(problem), into_(problem.distances.data()) {
  const std::size_t n = at(problem.places);
  if (!problem.symmetric) {
    turned_.resize(n * n);
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b) turned_[b * n + a] = problem.distances[a * n + b];
    into_ = turned_.data();
  }
  for (int p = 0; p < problem.places; ++p) place_.push_back(p);
  for (std::size_t k = 0; k < problem.kinds.size(); ++k) {
    const RoutingVehicle& kind = problem.kinds[k];
    idle_.emplace_back();
    const int count = std::min(kind.count, static_cast<int>(problem.clients.size()));
    for (int i = 0; i < count; ++i) {
      idle_.back().push_back(static_cast<int>(kind_.size()));
      kind_.push_back(static_cast<int>(k));
      capacity_.push_back(kind.capacity);
      limited_.push_back(kind.max_duration < kNoLimit || kind.max_distance < kNoLimit ? 1 : 0);
      place_.push_back(kind.start);
      place_.push_back(kind.end);
    }
    std::reverse(idle_.back().begin(), idle_.back().end());
  }
  const std::size_t stops = place_.size();
  next_.assign(stops, -1);
  before_ = vehicle_ = position_ = next_;
  onward_.assign(stops, 0);
  for (std::size_t s = 0; s < stops; ++s) {
    const std::size_t p = at(place_[s]);
    single_.push_back({problem.service[p], problem.open[p], problem.close[p]});
  }
  until_ = from_ = single_;
  size_.assign(kind_.size(), 0);
  used_at_.assign(kind_.size(), -1);
  load_.assign(kind_.size(), 0);
  length_.assign(kind_.size(), 0);
  is_touched_.assign(kind_.size(), 0);
  for (int v = 0; v < vehicles(); ++v) {
    vehicle_[at(first(v))] = vehicle_[at(last(v))] = v;
    link(first(v), last(v));
    length_[at(v)] = onward_[at(first(v))];
  }
}

void Tours::link(int a, int b) {
  next_[at(a)] = b;
  before_[at(b)] = a;
  onward_[at(a)] = problem_.row(place(a))[place(b)];
}

bool Tours::in_time(int stop, int client, Units longer) const {
  const int after = next(stop);
  const std::int32_t* out = problem_.row(client);
  const Stretch& head = until_[at(stop)];
  const Stretch& tail = from_[at(after)];
  const Stretch& own = single_[at(client)];
  const Units here = std::max(head.early + head.duration + to(client)[place(stop)], own.early);
  if (here > own.late) return false;
  const Units drive = out[place(after)];
  if (here + own.duration + drive > tail.late) return false;
  const int v = vehicle(stop);
  if (limited_[at(v)] == 0) return true;
  const RoutingVehicle& kind = problem_.kinds[at(kind_[at(v)])];
  if (length_[at(v)] + longer > kind.max_distance) return false;
  Stretch both;
  Stretch whole;
  return join(head, to(client)[place(stop)], own, both) && join(both, drive, tail, whole) &&
         whole.duration <= kind.max_duration;
}

void Tours::use(int v) {
  std::vector<int>& idle = idle_[at(kind_[at(v)])];
  idle.erase(std::find(idle.rbegin(), idle.rend(), v).base() - 1);
  used_at_[at(v)] = static_cast<int>(used_.size());
  used_.push_back(v);
  cost_ += problem_.kinds[at(kind_[at(v)])].fixed_cost;
}

void Tours::rest(int v) {
  idle_[at(kind_[at(v)])].push_back(v);
  const int moved = used_.back();
  used_[at(used_at_[at(v)])] = moved;
  used_at_[at(moved)] = used_at_[at(v)];
  used_.pop_back();
  used_at_[at(v)] = -1;
  cost_ -= problem_.kinds[at(kind_[at(v)])].fixed_cost;
}

void Tours::grew(int v, int change) {
  const bool was = size_[at(v)] > 0;
  size_[at(v)] += change;
  const bool is = size_[at(v)] > 0;
  if (is && !was) use(v);
  if (was && !is) rest(v);
}

void Tours::touch(int v) {
  if (is_touched_[at(v)] != 0) return;
  is_touched_[at(v)] = 1;
  touched_.push_back(v);
  const int begin = static_cast<int>(saved_stops_.size());
  for (int s = next(first(v)); s != last(v); s = next(s)) saved_stops_.push_back(s);
  saved_.push_back({v, begin, static_cast<int>(saved_stops_.size())});
}

void Tours::insert(int stop, int client) {
  const int v = vehicle(stop), after = next(stop);
  touch(v);
  const Units more = longer(stop, client);
  length_[at(v)] += more;
  // A tour of nobody costs nothing: its length counts when it is used.
  cost_ += size_[at(v)] > 0 ? more : length_[at(v)];
  load_[at(v)] += problem_.demand[at(client)];
  link(stop, client);
  link(client, after);
  vehicle_[at(client)] = v;
  grew(v, 1);
}

void Tours::remove(int client) {
  const int v = vehicle(client), a = before(client), b = next(client);
  touch(v);
  const Units less = onward_[at(a)] + onward_[at(client)] - problem_.row(place(a))[place(b)];
  cost_ -= size_[at(v)] > 1 ? less : length_[at(v)];
  length_[at(v)] -= less;
  load_[at(v)] -= problem_.demand[at(client)];
  link(a, b);
  vehicle_[at(client)] = -1;
  grew(v, -1);
}

void Tours::refresh(int v) {
  int position = 0;
  if (!problem_.timed) {
    for (int s = next(first(v)); s != last(v); s = next(s)) position_[at(s)] = position++;
    return;
  }
  int s = first(v);
  for (; s != last(v); s = next(s)) {
    position_[at(s)] = position++ - 1;
    join(until_[at(s)], onward_[at(s)], single_[at(next(s))], until_[at(next(s))]);
  }
  for (; s != first(v); s = before(s))
    join(single_[at(before(s))], onward_[at(before(s))], from_[at(s)], from_[at(before(s))]);
}

void Tours::mark() {
  for (const int v : touched_) is_touched_[at(v)] = 0;
  touched_.clear();
  saved_.clear();
  saved_stops_.clear();
}

void Tours::take_back() {
  // First every client that moved leaves, so that none is on two tours.
  for (const Saved& s : saved_)
    for (int stop = next(first(s.vehicle)); stop != last(s.vehicle); stop = next(stop))
      vehicle_[at(stop)] = -1;
  for (const Saved& s : saved_)
    set(s.vehicle, {saved_stops_.begin() + s.begin, saved_stops_.begin() + s.end});
  mark();
}

void Tours::set(int v, const std::vector<int>& clients) {
  const Units was = size_[at(v)] > 0 ? length_[at(v)] : 0;
  Units load = 0, length = 0;
  int a = first(v);
  for (const int c : clients) {
    link(a, c);
    length += onward_[at(a)];
    load += problem_.demand[at(c)];
    vehicle_[at(c)] = v;
    a = c;
  }
  link(a, last(v));
  length += onward_[at(a)];
  length_[at(v)] = length;
  load_[at(v)] = load;
  cost_ += (clients.empty() ? 0 : length) - was;
  grew(v, static_cast<int>(clients.size()) - size_[at(v)]);
  refresh(v);
}

std::vector<int> Tours::tour(int v) const {
  std::vector<int> clients;
  for (int s = next(first(v)); s != last(v); s = next(s)) clients.push_back(s);
  return clients;
}

}  // namespace dayu::plan::routing
