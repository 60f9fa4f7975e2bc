-- A brand zone (IN-08) leads elsewhere while it takes reservations for a live show, and while the show is on; each by a link of its own.
alter table search_word
  add column booking_link_no int unique references content_link (no),
  add column live_link_no    int unique references content_link (no);
