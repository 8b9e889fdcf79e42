-- How the positions on a claim came about, rejected ones left out.
select s.claim, s.method, s.review, s.run, count(*)
from stances s
where s.review <> 'rejected' and s.claim = :claim
group by s.claim, s.method, s.review, s.run
